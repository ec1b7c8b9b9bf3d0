"""Input that several tests use."""

ADDRESS = {
    "name": "王小明",
    "phone": "13812345678",
    "province": "浙江省",
    "city": "杭州市",
    "district": "西湖区",
    "detail": "文一路 1 号 2 幢",
}
