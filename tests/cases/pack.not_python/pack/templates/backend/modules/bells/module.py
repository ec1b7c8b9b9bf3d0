bell = )
