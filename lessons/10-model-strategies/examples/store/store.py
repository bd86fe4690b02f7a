"""An object store that sends 10 MB a second, so that downloads can be watched."""
import time
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer


class Slow(SimpleHTTPRequestHandler):
    def copyfile(self, source, outputfile):
        while block := source.read(1_000_000):
            outputfile.write(block)
            time.sleep(0.1)


ThreadingHTTPServer(("", 8080), lambda *a: Slow(*a, directory="/srv")).serve_forever()
