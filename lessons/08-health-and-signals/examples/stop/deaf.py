import time

print("working", flush=True)
while True:
    time.sleep(0.2)         # one job
