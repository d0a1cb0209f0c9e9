import os
from typing import Annotated

import jwt
from fastapi import Depends, Header, HTTPException

KEY = os.environ["COACH_JWT_PUBLIC_KEY"]


def current_user(authorization: Annotated[str, Header()] = "") -> str:
    scheme, _, token = authorization.partition(" ")
    if scheme.lower() != "bearer":
        raise HTTPException(401, "log in")
    try:
        claims = jwt.decode(token, KEY, algorithms=["RS256"], audience="coach-remote")
    except jwt.InvalidTokenError as error:
        raise HTTPException(401, "log in again") from error
    return claims["sub"]


User = Annotated[str, Depends(current_user)]
