"""`isthmus stress` on the sample: what it prints, its JSON, how names are found and refused."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from isthmus.cli import main
from isthmus.commands.stressing import flows_called, system_called
from isthmus.model.errors import UserError
from isthmus.paths import resources
from support.mapmaker import MapMaker

SAMPLE = resources() / "samples/harbour-vale.isthmus"


def told(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    assert main(["stress", str(SAMPLE), *words]) == 0
    return capsys.readouterr().out


def refused(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    assert main(["stress", str(SAMPLE), *words]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert "Traceback" not in said.err
    return said.err


def test_a_system_that_fails_by_its_name_in_any_case(capsys) -> None:
    lines = told(capsys, "--system", "oKTA").splitlines()
    assert lines[0] == "If Okta fails:"
    assert lines[1] == "4 systems lose the mainland: Jira, Microsoft 365, ServiceNow and Slack."
    assert told(capsys, "--system", "Okta").splitlines() == lines


def test_a_flow_that_fails_by_the_names_of_its_ends(capsys) -> None:
    for name in ("okta -> slack", "Okta→Slack"):
        lines = told(capsys, "--flow", name).splitlines()
        assert lines[0] == "If the flow Okta → Slack fails:"
        assert lines[1] == "1 system loses the mainland: Slack."


def test_several_fail_at_once_and_are_told_as_one_object(capsys) -> None:
    words = ("--system", "SFDC", "--system", "Okta", "--flow", "SAP S/4HANA -> Anaplan", "--json")
    found = json.loads(told(capsys, *words))
    assert set(found) == {
        "systems", "flows", "idle", "retired_on", "as_of", "lost_mainland", "cut_off_from_island",
        "by_hand_only", "expected", "broken", "paths", "stopped", "findings",
    }  # fmt: skip
    assert found["systems"] == ["Okta", "SFDC"]
    assert found["flows"] == [{"source": "SAP S/4HANA", "target": "Anaplan"}]
    assert {"Anaplan", "DocuSign", "Slack"} <= set(found["lost_mainland"])
    assert found["paths"]["count"] >= len(found["paths"]["ways"]) == 20
    before, after = found["expected"]["before"], found["expected"]["after"]
    assert before["expected"] == after["expected"]
    assert before["in_place"] > after["in_place"]
    assert {"key", "rule", "breaks_for", "ways", "evidence"} <= set(found["broken"][0])


def test_what_is_retired_on_a_day_is_looked_at_on_that_day_or_on_another(capsys) -> None:
    first = told(capsys, "--system", "okta", "--on", "2027-03-01").splitlines()[0]
    assert first == "If Okta is retired on 1 March 2027:"
    later = told(capsys, "--system", "okta", "--on", "2027-03-01", "--as-of", "2028-01-31")
    assert later.startswith("If Okta is retired on 1 March 2027 (the map as of 31 January 2028):")
    early = told(capsys, "--system", "okta", "--on", "2027-03-01", "--as-of", "2027-02-28")
    assert early == "Okta is not retired before 1 March 2027, so nothing breaks.\n"


def test_without_anything_that_fails_the_map_is_told_of(capsys) -> None:
    said = told(capsys)
    assert said.startswith("Single points of failure: 12 systems and 17 flows\n")
    assert "  If SAP S/4HANA fails, 3 systems lose the mainland: Anaplan, BlackLine and " in said
    assert "  The flow Okta → Slack is all that ties Slack to the mainland.\n" in said
    assert "shortest way they are on:\n  MuleSoft Anypoint: 17.4%\n" in said
    assert "Propagation cost: a change in one system may reach 38.3% of the map" in said
    found = json.loads(told(capsys, "--json"))
    assert len(found["systems"]) == 12
    assert len(found["flows"]) == 17
    assert found["hubs"][0] == {
        "system": "MuleSoft Anypoint",
        "share": pytest.approx(0.1738, abs=1e-3),
    }
    assert found["hubs_from"] == {"samples": 62, "systems": 62}
    assert sum(map(len, found["roles"].values())) == 62


def test_two_runs_print_the_same_bytes(capsys) -> None:
    for words in ((), ("--system", "SFDC")):
        assert told(capsys, *words) == told(capsys, *words)
        assert told(capsys, *words, "--json") == told(capsys, *words, "--json")


def test_names_that_are_not_there_are_refused_with_what_is_like_them(capsys) -> None:
    said = refused(capsys, "--system", "Oktaa")
    assert "There is no system 'Oktaa' on the map. Close to it: Okta" in said
    assert "There is no system 'qqqq' on the map.\n" in refused(capsys, "--system", "qqqq")
    assert "'Okta' names no flow; write it as 'A -> B'" in refused(capsys, "--flow", "Okta")
    assert "Close to it: Slack" in refused(capsys, "--flow", "Okta -> Slackk")
    said = refused(capsys, "--flow", "Slack -> Okta")
    assert "No flow leads from Slack to Okta. One leads the other way." in said
    said = refused(capsys, "--flow", "Okta -> Anaplan")
    assert "No flow leads from Okta to Anaplan. Flows lead from there to " in said
    assert "No flow leads from there." in refused(capsys, "--flow", "Tableau -> Okta")


def test_a_day_without_anything_to_retire_is_refused(capsys) -> None:
    assert "say what is retired" in refused(capsys, "--on", "2027-03-01")
    assert "is no day" in refused(capsys, "--system", "Okta", "--on", "soon")


def test_of_two_systems_of_one_name_the_one_spelt_so_is_meant_else_it_is_refused() -> None:
    make = MapMaker()
    for name in ("Mail", "mail", "CRM"):
        make.system(name)
    snapshot = make.snapshot()
    assert system_called(snapshot, " mail ") == make.system("mail")
    assert system_called(snapshot, "crm") == make.system("CRM")
    with pytest.raises(UserError, match="2 systems are called 'Mail' and 'mail'"):
        system_called(snapshot, "MAIL")


def test_all_flows_from_one_system_to_another_are_meant() -> None:
    make = MapMaker()
    there = {make.flow("A", "B"), make.flow("A", "B"), make.flow("B", "A", two_way=True)}
    back = make.flow("B", "A")
    snapshot = make.snapshot()
    assert set(flows_called(snapshot, "a -> b")) == there
    assert back in flows_called(snapshot, "b -> a")


def test_the_other_commands_do_not_load_what_this_one_needs(tmp_path: Path) -> None:
    code = (
        "import sys\nfrom isthmus.cli import main\n"
        "assert main(['--version']) == 0\n"
        "assert not {'rustworkx', 'highspy', 'scipy'} & set(sys.modules), 'loaded'"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False, text=True)
    assert done.returncode == 0, done.stderr
