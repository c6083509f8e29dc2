"""Sends GET requests to URLs in turn at an even pace over a few connections.

usage: paced-requests.py REQUESTS SECONDS URL...
"""
import http.client
import sys
import threading
import time
import urllib.parse

CONNECTIONS = 4


def main(requests, seconds, urls):
    start = time.monotonic()
    late = [0.0] * CONNECTIONS
    answered = [0] * CONNECTIONS

    def connection(number):
        address = urllib.parse.urlsplit(urls[0]).netloc
        client = http.client.HTTPConnection(address, timeout=30)
        for i in range(number, requests, CONNECTIONS):
            due = start + i * seconds / requests
            time.sleep(max(0.0, due - time.monotonic()))
            late[number] = max(late[number], time.monotonic() - due)
            target = urllib.parse.urlsplit(urls[i % len(urls)])
            client.request("GET", target.path + ("?" + target.query if target.query else ""))
            response = client.getresponse()
            response.read()
            answered[number] += response.status == 200

    threads = [threading.Thread(target=connection, args=(number,)) for number in range(CONNECTIONS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    took = time.monotonic() - start
    print("%d requests in %.1f s, %d without a 200, the latest %.0f ms late"
          % (requests, took, requests - sum(answered), 1e3 * max(late)))
    return took > 1.1 * seconds + 1 or sum(answered) < requests


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), float(sys.argv[2]), sys.argv[3:]))
