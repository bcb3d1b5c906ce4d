"""Opens every page of a folder in Chromium and says what is there, as one JSON document.

look_at_pages.py FOLDER

Of each .html: on how many sheets of A4 and of Letter it is printed; how high its smallest letters
are, in points, with the scale of pictures reckoned in; which words within a picture run into each
other; what axe finds; and what the page asked the network for. Of each .svg, which no page holds:
the same but for the sheets. Nothing is fetched.
"""

import json
import pathlib
import re
import shutil
import sys

import axe_playwright_python
from playwright.sync_api import sync_playwright

AXE = (pathlib.Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text()

LETTERS = """() => {
  let least = Infinity;
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement;
    if (!node.data.trim() || parent.closest('title, desc, style')) continue;
    const own = parseFloat(getComputedStyle(parent).fontSize);
    const matrix = parent.getScreenCTM ? parent.getScreenCTM() : null;
    least = Math.min(least, own * (matrix ? Math.hypot(matrix.b, matrix.d) : 1));
  }
  return least * 0.75;
}"""

# The letters themselves are lower than the box that they are set in.
OVERLAPS = """() => {
  const found = [];
  for (const picture of document.querySelectorAll('svg')) {
    const frame = picture.getBoundingClientRect();
    const words = [...picture.querySelectorAll('text')].map(text => {
      const box = text.getBoundingClientRect();
      const rim = box.height * 0.22;
      return {text: text.textContent, left: box.left, right: box.right,
              top: box.top + rim, bottom: box.bottom - rim};
    });
    words.forEach((one, place) => {
      if (one.left < frame.left - 1 || one.right > frame.right + 1) {
        found.push(one.text + ' | beyond the edge');
      }
      for (const other of words.slice(place + 1)) {
        const wide = Math.min(one.right, other.right) - Math.max(one.left, other.left);
        const high = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
        if (wide > 0.5 && high > 0.5) found.push(one.text + ' | ' + other.text);
      }
    });
  }
  return found;
}"""


def look(page, path):
    """What there is to say of one file."""
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    if path.suffix == ".svg":
        page.set_content("<!DOCTYPE html><html lang='en'><title>picture</title><body><main><h1>A picture</h1>"
                         + path.read_text() + "</main></body></html>")
    else:
        page.goto(path.as_uri())
    # As wide as it is printed: nothing is made smaller to fit.
    seen = {"file": path.name, "smallest": page.evaluate(LETTERS), "overlaps": page.evaluate(OVERLAPS)}
    for name, size in (("a4", "A4"), ("letter", "Letter")):
        sheets = page.pdf(format=size, prefer_css_page_size=False,
                          margin={}) if path.suffix == ".html" else b""
        seen[name] = len(re.findall(rb"/Type\s*/Page\b(?!s)", sheets))
    page.evaluate(AXE)
    found = page.evaluate("async () => (await axe.run(document)).violations")
    seen["violations"] = [
        f"{one['id']}: {node['html'][:120]}" for one in found for node in one["nodes"]
    ]
    seen["asked"] = [url for url in asked if not url.startswith(("file:", "data:", "about:"))]
    return seen


def main():
    folder = pathlib.Path(sys.argv[1]).resolve()
    browser_path = next(
        filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if browser_path is None:
        sys.exit("look_at_pages: install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=["--no-sandbox"])
        seen = []
        for path in sorted([*folder.glob("*.html"), *folder.glob("*.svg")]):
            page = browser.new_page(viewport={"width": 900, "height": 1200})
            seen.append(look(page, path))
            page.close()
        browser.close()
    json.dump(seen, sys.stdout, indent=1)


if __name__ == "__main__":
    main()
