"""Regions are compared by their short names: people write "浙江", addresses say "浙江省"."""

PROVINCES = (
    "北京", "天津", "河北", "山西", "内蒙古", "辽宁", "吉林", "黑龙江", "上海", "江苏", "浙江", "安徽", "福建", "江西",
    "山东", "河南", "湖北", "湖南", "广东", "广西", "海南", "重庆", "四川", "贵州", "云南", "西藏", "陕西", "甘肃",
    "青海", "宁夏", "新疆", "台湾", "香港", "澳门",
)  # fmt: skip


def short_province(name: str) -> str:
    """As in PROVINCES ("内蒙古" for "内蒙古自治区"); as it is for what is no province."""
    return next((province for province in PROVINCES if name.startswith(province)), name)


def short_city(name: str) -> str:
    """Without 市 ("杭州市"); other kinds of prefecture ("阿坝藏族羌族自治州") keep their names."""
    return name[:-1] if len(name) > 2 and name.endswith("市") else name
