"""Taking money through WeChat Pay, and giving it back."""
