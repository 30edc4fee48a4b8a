"""A user's accounts as a question names them: "Discord (ann_d) and Telegram (Ann)"."""

from core.dialogue.sessions import Account, Users
from core.dialogue.turn import Turn


async def named_accounts(turn: Turn, user_id: int) -> str:
    """Every account of a user, its platform and what it is called there."""
    accounts = await turn.use(Users).accounts(user_id)
    return turn.t.listing(_named(account, turn) for account in accounts)


def _named(account: Account, turn: Turn) -> str:
    platform, name = account.platform.capitalize(), _name(account, turn)
    return f"{platform} ({name})" if name else platform


def _name(account: Account, turn: Turn) -> str:
    """What the account is called; of the one that is writing, as its platform says it now."""
    user = turn.message.user
    writes = (account.platform, account.id) == (user.platform, user.id)
    return user.name if writes else account.name
