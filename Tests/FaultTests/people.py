"""The manager of the demo department signs in and issues tokens to the writers, on the page for that."""

import http.cookiejar
import re
import urllib.parse
import urllib.request

from common import MANAGER, PASSWORD


class Person:
    def __init__(self, url, account=MANAGER):
        self.url = url
        jar = http.cookiejar.CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
        self.cookies = jar
        self.send("/sign-in", {"account": account, "password": PASSWORD})

    def get(self, path, seconds=30):
        return self.opener.open(self.url + path, timeout=seconds).read().decode()

    def send(self, path, fields):
        body = urllib.parse.urlencode(fields, doseq=True).encode()
        return self.opener.open(self.url + path, body, timeout=30).read().decode()

    def tokens(self, number):
        page = self.get("/integrations")
        secret = re.search(r'name="_csrf" value="([^"]+)"', page).group(1)
        known = re.findall(r'name="scope"[^>]*value="([^"]+)"|value="([^"]+)"[^>]*name="scope"', page)
        scopes = [one or other for one, other in known]
        made = []
        for count in range(number):
            fields = {"_csrf": secret, "name": f"fault {count}", "days": "30", "scope": scopes}
            made += re.findall(r"\bqt_[A-Za-z0-9_-]{20,}", self.send("/integrations/tokens", fields))[:1]
        return made

    def cookie(self):
        """As a header, for clients that speak by hand."""
        return "; ".join(f"{cookie.name}={cookie.value}" for cookie in self.cookies)
