"""A headless Chromium on a pipe: no package is needed, and no port is opened."""

import base64
import json
import os
import shutil
import subprocess
import tempfile


def found():
    for name in ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome"):
        if path := shutil.which(name):
            return path
    return None


class Browser:
    """Speaks the devtools protocol: one JSON object, a zero byte, the next."""

    def __init__(self, program):
        self.home = tempfile.mkdtemp(prefix="hotline-browser-")
        down_read, self.down = os.pipe()
        self.up, up_write = os.pipe()

        def wire():
            os.dup2(down_read, 103)
            os.dup2(up_write, 104)
            os.dup2(103, 3)
            os.dup2(104, 4)

        self.process = subprocess.Popen(
            [program, "--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--remote-debugging-pipe",
             "--force-color-profile=srgb", "--disable-extensions", "--no-first-run", "--disable-dev-shm-usage",
             f"--user-data-dir={self.home}", "about:blank"],
            preexec_fn=wire, close_fds=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(down_read)
        os.close(up_write)
        self.number = 0
        self.rest = b""
        self.events = []

    def _next(self):
        while b"\0" not in self.rest:
            part = os.read(self.up, 1 << 16)
            if not part:
                raise RuntimeError("the browser has gone")
            self.rest += part
        message, self.rest = self.rest.split(b"\0", 1)
        return json.loads(message)

    def ask(self, method, session=None, **params):
        self.number += 1
        message = {"id": self.number, "method": method, "params": params}
        if session:
            message["sessionId"] = session
        os.write(self.down, json.dumps(message).encode() + b"\0")
        while True:
            answer = self._next()
            if answer.get("id") == self.number:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']}")
                return answer["result"]
            if "method" in answer:
                self.events.append(answer)

    def wait_for(self, method):
        while True:
            for event in self.events:
                if event["method"] == method:
                    return event
            message = self._next()
            if "method" in message:
                self.events.append(message)

    def close(self):
        try:
            self.ask("Browser.close")
        except (RuntimeError, OSError):
            pass
        self.process.wait(timeout=20)
        shutil.rmtree(self.home, ignore_errors=True)


class Tab:
    def __init__(self, browser):
        self.browser = browser
        target = browser.ask("Target.createTarget", url="about:blank")["targetId"]
        self.session = browser.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network", "DOM", "CSS"):
            self.ask(f"{domain}.enable")

    def ask(self, method, **params):
        return self.browser.ask(method, self.session, **params)

    def open(self, file, width, height=900, dark=False, paper=False):
        """Loads a page and returns what it asked for and complained of."""
        self.ask("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)
        self.ask("Emulation.setEmulatedMedia", media="print" if paper else "screen",
                 features=[{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}])
        self.browser.events.clear()
        address = "file://" + os.path.abspath(file)
        self.ask("Page.navigate", url=address)
        self.browser.wait_for("Page.loadEventFired")
        asked, said = [], []
        for event in self.browser.events:
            params = event.get("params", {})
            if event["method"] == "Network.requestWillBeSent" and params["request"]["url"] != address:
                asked.append(params["request"]["url"])
            elif event["method"] == "Log.entryAdded":
                said.append(params["entry"]["text"])
            elif event["method"] in ("Runtime.consoleAPICalled", "Runtime.exceptionThrown"):
                said.append(json.dumps(params)[:200])
        return asked, said

    def value(self, expression):
        result = self.ask("Runtime.evaluate", expression=expression, returnByValue=True)
        if "exceptionDetails" in result:
            raise RuntimeError(expression)
        return result["result"].get("value")

    def picture(self, file, height=None):
        size = self.ask("Page.getLayoutMetrics")["cssContentSize"]
        clip = {"x": 0, "y": 0, "width": size["width"], "height": min(size["height"], height or 16000), "scale": 1}
        data = self.ask("Page.captureScreenshot", clip=clip, captureBeyondViewport=True)["data"]
        with open(file, "wb") as out:
            out.write(base64.b64decode(data))

    def fonts(self, selector):
        """The fonts that the text of the first such element is drawn with."""
        root = self.ask("DOM.getDocument")["root"]["nodeId"]
        node = self.ask("DOM.querySelector", nodeId=root, selector=selector)["nodeId"]
        for _ in range(50):  # what has just been shown is laid out with a coming frame
            self.ask("Runtime.evaluate", expression="new Promise(done => requestAnimationFrame(done))", awaitPromise=True)
            fonts = self.ask("CSS.getPlatformFontsForNode", nodeId=node)["fonts"]
            if fonts:
                break
        return [font["familyName"] for font in fonts]

    def pdf(self, file):
        data = self.ask("Page.printToPDF", preferCSSPageSize=True, printBackground=True)["data"]
        with open(file, "wb") as out:
            out.write(base64.b64decode(data))
