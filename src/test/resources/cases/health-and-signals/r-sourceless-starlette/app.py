"""Says how many minutes a delivery takes, with what FastAPI itself is made of."""

import asyncio
import contextlib
import json
import logging
import math

from anyio import CapacityLimiter, to_thread
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse
from starlette.routing import Route

import model
import recorder


@contextlib.asynccontextmanager
async def lifespan(app):
    app.state.model = None
    app.state.limiter = CapacityLimiter(100)

    async def load():
        # The load's own place: it takes none away from requests.
        try:
            app.state.model = await to_thread.run_sync(model.load, limiter=CapacityLimiter(1), cancellable=True)
        except Exception:
            logging.getLogger("uvicorn.error").exception("no model")

    loading = asyncio.create_task(load())
    yield
    loading.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await loading


def the_model(request):
    if request.app.state.model is None:
        raise HTTPException(503, "loading")
    return request.app.state.model


def inside(loaded, features, delay):
    with recorder.inference_mode():
        return loaded.predict(features, delay)


async def live(request):
    return JSONResponse({"status": "alive"})


async def ready(request):
    the_model(request)
    return JSONResponse({"status": "ready"})


async def predict(request):
    body = await request.body()
    loaded = the_model(request)
    try:
        match json.loads(body):
            case {"features": [*features], "delay": delay}:
                pass
            case {"features": [*features]}:
                delay = 0.0
            case _:
                raise ValueError("features are needed")
        features = [float(feature) for feature in features]
        minutes = await to_thread.run_sync(inside, loaded, features, float(delay), limiter=request.app.state.limiter)
        if not math.isfinite(minutes):
            raise ValueError("finite numbers are needed")
    except (ValueError, TypeError, OverflowError, RecursionError) as error:
        raise HTTPException(422, str(error))
    return JSONResponse({"minutes": minutes})


app = Starlette(
    routes=[Route("/live", live), Route("/ready", ready), Route("/predict", predict, methods=["POST"])],
    lifespan=lifespan,
)
