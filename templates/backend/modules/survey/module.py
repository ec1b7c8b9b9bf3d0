from collections.abc import Sequence

from starlette_admin.views import BaseView

from app.contracts.order import ORDER_ACTIONS
from app.core.module import Module
from app.core.privacy import PERSONAL_DATA
from app.modules.survey import router, staff_router
from app.modules.survey.admin import AnswerView, NpsView, TicketView, contribute
from app.modules.survey.personal_data import SurveyPersonalData
from app.modules.survey.seeds import seed
from app.modules.survey.service import AnswerSurvey
from app.modules.survey.settings import SurveySettings


def setup() -> None:
    ORDER_ACTIONS.provide(AnswerSurvey(), owner="survey")
    PERSONAL_DATA.provide(SurveyPersonalData(), owner="survey")
    contribute()


def admin() -> Sequence[BaseView]:
    return (NpsView(), AnswerView(), TicketView())


MODULE = Module(
    name="survey",
    routers=(router.router, staff_router.router),
    setup=setup,
    admin=admin,
    seed=seed,
    settings=SurveySettings,
)
