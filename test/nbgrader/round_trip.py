"""An assignment's way through nbgrader: handed out, answered by learners, graded, and handed back.

Usage: round_trip.py COURSE ASSIGNMENT ANSWERS, where ANSWERS is JSON: by learner, what is put in place of what. Prints JSON:
what was handed out, and by learner the score and the text of the feedback.
"""

import json
import os
import re
import sys
from pathlib import Path

import nbformat
from bs4 import BeautifulSoup
from nbgrader.api import Gradebook
from nbgrader.apps import NbGraderAPI
from nbgrader.apps.baseapp import NbGrader


def main(course, assignment, answers):
    os.chdir(course)
    app = NbGrader()
    app.load_config_file()
    api = NbGraderAPI(config=app.config)
    done(api.generate_assignment(assignment, create=True))
    released = Path(course, "release", assignment, f"{assignment}.ipynb").read_text("utf8")
    for learner, changes in answers.items():
        hand_in(Path(course, "submitted", learner, assignment), assignment, released, changes)
    for learner in answers:
        done(api.autograde(assignment, learner, create=True))
        done(api.generate_feedback(assignment, learner))
    print(json.dumps({"released": released, "learners": results(course, assignment, answers)}))


def done(answer):
    if not answer["success"]:
        sys.exit(answer.get("log") or answer.get("error"))


def hand_in(folder, assignment, released, changes):
    notebook = nbformat.reads(released, as_version=4)
    for cell in notebook.cells:
        for before, after in changes.items():
            cell.source = cell.source.replace(before, after)
    folder.mkdir(parents=True)
    nbformat.write(notebook, folder / f"{assignment}.ipynb")


def results(course, assignment, learners):
    with Gradebook(f"sqlite:///{course}/gradebook.db") as gradebook:
        return {
            learner: {
                "score": gradebook.find_submission(assignment, learner).score,
                "most": gradebook.find_submission(assignment, learner).max_score,
                "feedback": text_of(Path(course, "feedback", learner, assignment, f"{assignment}.html")),
            }
            for learner in learners
        }


def text_of(page):
    return re.sub(r"\s+", " ", BeautifulSoup(page.read_text("utf8"), "html.parser").get_text(" "))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], json.loads(sys.argv[3]))
