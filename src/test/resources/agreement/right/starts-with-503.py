import threading
import time

from serve import answer, load, predict, serve

loaded = []


def begin():
    time.sleep(2)
    loaded.append(load())


threading.Thread(target=begin).start()
serve(lambda body, request: answer(predict(loaded[0], body["features"])) if loaded else 503)
