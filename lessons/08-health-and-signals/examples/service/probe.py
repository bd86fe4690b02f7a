"""Asks the service in this container. Ends with 0 when it answers 200, with 1 otherwise, and says why."""
import sys
import urllib.error
import urllib.request

url = "http://127.0.0.1:8000" + sys.argv[1]
try:
    with urllib.request.urlopen(url, timeout=2) as answer:
        print(answer.status, answer.read(200).decode())
except urllib.error.HTTPError as error:
    sys.exit(f"{error.code} {error.read(200).decode()}")
except OSError as error:
    sys.exit(f"no answer: {error}")
