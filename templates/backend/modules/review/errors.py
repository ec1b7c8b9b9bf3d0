from app.core.errors import AppError


class LineNotFound(AppError):
    status, code, message = 404, "LINE_NOT_FOUND", "找不到这件商品"


class ReviewNotFound(AppError):
    status, code, message = 404, "REVIEW_NOT_FOUND", "找不到这条评价"


class NotReviewable(AppError):
    """The order is not completed, or that was too long ago."""

    status, code, message = 409, "NOT_REVIEWABLE", "这个订单现在不能评价"


class AlreadyReviewed(AppError):
    status, code, message = 409, "ALREADY_REVIEWED", "这件商品已经评价过了"


class PictureNotFound(AppError):
    """A picture that is not there, is somebody else's, or belongs to a review already."""

    status, code, message = 422, "PICTURE_NOT_FOUND", "有图片已失效，请重新上传"


class TooManyPictures(AppError):
    """details: {"max_pictures": how many a review may have}"""

    status, code, message = 422, "TOO_MANY_PICTURES", "图片太多了"


class NotAnonymous(AppError):
    status, code, message = 422, "NOT_ANONYMOUS", "本店不支持匿名评价"


class WrongState(AppError):
    """details: {"status": what the review is}"""

    status, code, message = 409, "WRONG_STATE", "评价的状态已变化，不能进行此操作"
