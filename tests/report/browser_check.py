#!/usr/bin/env python3
"""Every page as a browser shows it: no error, no request, no sideways scroll at 360 and 1280 px, Chinese that is drawn.

Exits 77, skipped, where there is no Chromium or no hotline. With a folder as its argument it leaves pictures there.
"""

import os
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import browser  # noqa: E402

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
SHANGHAI = os.path.join(ROOT, "examples", "shanghai")
WIDTHS = (360, 1280)
PAPER = 687  # A4 less its margins, in CSS pixels
PICTURES = sys.argv[1] if len(sys.argv) > 1 else None

# Labels that would break a careless page.
HOSTILE = """case,verb,kind,at,by,department
1,open,order,2023-03-03 10:00,agent,<script>alert(1)</script>
2,open,order,2023-03-03 11:00,agent,"税务局 ""甲"" & 🚌 {word}"
""".format(word="w" * 400)


def pages(hotline, folder):
    """Writes the pages to look at, and returns their names."""
    rules, month = os.path.join(SHANGHAI, "rules.toml"), os.path.join(SHANGHAI, "trial-month.csv.gz")
    ticket_file, hostile = os.path.join(folder, "month.db"), os.path.join(folder, "hostile.csv")
    with open(hostile, "w", encoding="utf-8") as out:
        out.write(HOSTILE)

    def ask(name, *words):
        page = os.path.join(folder, name + ".html")
        subprocess.run([hotline, *words, "--format", "html", "--out", page], check=True, stderr=subprocess.DEVNULL)
        return page

    report = ask("report", "replay", rules, month, "--db", ticket_file)
    return [
        report,
        ask("nothing", "report", rules, "--db", ticket_file, "--from", "2030-01-01"),
        ask("hostile", "replay", rules, hostile),
        ask("case", "show", rules, "--db", ticket_file, "O-033"),
        ask("calendar", "days", rules, "--calendar", "office", "--from", "2023-01-01", "--to", "2023-12-31"),
        ask("next-year", "days", rules, "--calendar", "office", "--from", "2026-07-01", "--to", "2027-06-30"),
    ]


def look(tab, page, faults):
    name = os.path.splitext(os.path.basename(page))[0]
    for width in WIDTHS:
        for dark in (False, True):
            asked, said = tab.open(page, width, dark=dark)
            where = f"{name} at {width} px, {'dark' if dark else 'light'}"
            faults += [f"{where}: asked for {address}" for address in asked]
            faults += [f"{where}: said {text}" for text in said]
            for language in ("en", "zh"):
                tab.value(f"document.getElementById('show-{language}').click()")
                size = tab.value("[document.documentElement.scrollWidth, innerWidth]")
                if size[0] > size[1]:
                    faults.append(f"{where}, {language}: {size[0]} px wide")
            if PICTURES:
                tab.picture(os.path.join(PICTURES, f"{name}-{width}{'-dark' if dark else ''}.png"), 4000)
    tab.open(page, PAPER, paper=True)
    width = tab.value("document.documentElement.scrollWidth")
    if width > PAPER:
        faults.append(f"{name} on paper: {width} px wide, where A4 has room for {PAPER}")
    tab.value("document.getElementById('show-zh').click()")
    hidden = tab.value("[...document.querySelectorAll('.en')].filter(e => e.checkVisibility()).length")
    if hidden:
        faults.append(f"{name}: {hidden} English words stay when Chinese is shown")
    if has_chinese_font():  # without one there are boxes, whatever the page says
        fonts = tab.fonts("h1 .zh")
        if not any("CJK SC" in font for font in fonts):
            faults.append(f"{name}: Chinese is drawn with {fonts}")
    if name == "report":
        follow(tab, page, faults)


def has_chinese_font():
    try:
        return "CJK" in subprocess.run(["fc-list"], capture_output=True, text=True, check=False).stdout
    except FileNotFoundError:
        return False


def follow(tab, page, faults):
    """A number leads to its tickets, which are hidden until then; on paper no table is folded."""
    tab.open(page, 1280)
    shown = "[...document.querySelectorAll('.lists section')].filter(e => e.checkVisibility()).map(e => e.id)"
    if tab.value(shown) != []:
        faults.append("report: lists are shown before they are asked for")
    tab.value("document.querySelector('#promises-by-target td a').click()")
    if tab.value(shown) != ["list_2fpromises_2fall_2fmade"]:
        faults.append(f"report: the first number leads to {tab.value(shown)}")
    tab.open(page, 1280, paper=True)
    if tab.value("[...document.querySelectorAll('.folded')].some(e => !e.checkVisibility())"):
        faults.append("report: a table is folded on paper")
    tab.pdf(os.path.join(PICTURES or os.path.dirname(page), "report.pdf"))


def main():
    program, hotline = browser.found(), os.environ.get("HOTLINE_CLI")
    if not program or not hotline:
        print("skipped:", "no hotline" if program else "no Chromium")
        return 77
    faults = []
    chromium = browser.Browser(program)
    try:
        tab = browser.Tab(chromium)
        with tempfile.TemporaryDirectory() as folder:
            for page in pages(hotline, folder):
                look(tab, page, faults)
    finally:
        chromium.close()
    print("\n".join(faults) or "all pages are sound")
    return 1 if faults else 0


sys.exit(main())
