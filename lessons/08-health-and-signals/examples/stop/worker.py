import signal
import time

stopping = False


def stop(signum, frame):
    global stopping
    stopping = True


signal.signal(signal.SIGTERM, stop)
print("working", flush=True)
while not stopping:
    time.sleep(0.2)         # one job
print("finished the job, bye", flush=True)
