#!/usr/bin/env python3
"""The checks are code too: each is shown one thing that it must refuse and one that it must let pass."""

import json
import sys
import unittest
from pathlib import Path
from unittest import mock

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
import coverage
import dependencies
import documents
import instructions
import layers
import manners
import pins
import words
from swift_text import parse


def reading(source: str):
    """Every file reads as `source` for a while."""
    return lambda module: mock.patch.object(module, "read", lambda path: parse(source))


class InstructionTests(unittest.TestCase):
    KEPT = {"commit": "0123456789ab", "tolerance": 0.1, "instructions": {f"act {n}": 1000 + n for n in range(10)}}
    PAGE = "\n".join(f"| act {n} | 1,00{n} |" for n in range(10))

    def test_counts_that_stand_on_the_page_are_let_pass(self):
        self.assertEqual(instructions.problems_of(json.dumps(self.KEPT), self.PAGE), [])

    def test_a_count_that_the_page_does_not_show_is_named(self):
        other = self.KEPT | {"instructions": self.KEPT["instructions"] | {"act 3": 2000}}
        self.assertIn("act 3", instructions.problems_of(json.dumps(other), self.PAGE)[0])

    def test_too_few_or_unreadable_counts_are_refused(self):
        few = self.KEPT | {"instructions": {"act 1": 1001}}
        self.assertTrue(instructions.problems_of(json.dumps(few), self.PAGE))
        self.assertTrue(instructions.problems_of("{", self.PAGE))
        self.assertTrue(instructions.problems_of(json.dumps(self.KEPT | {"tolerance": 3}), self.PAGE))


class PinTests(unittest.TestCase):
    PACKAGE = """        .package(url: "https://github.com/apple/swift-log.git", exact: "1.16.2"),
        .package(url: "https://github.com/jpsim/Yams.git", exact: "6.2.2"),
        .systemLibrary(name: "CPostgres", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
    """
    SETUP = "packages=(\n  git libpq-dev\n)\ntest) packages+=(wrk) ;;\ncluster) packages+=(wrk haproxy) ;;\n"
    ASSETS = 'Asset(\n place="js/a.js",\n wheel="one==1.2",\n), Asset(\n place="js/b.js",\n wheel="one==1.2",\n)'

    def named(self):
        return (
            dependencies.swift_packages(self.PACKAGE)
            + dependencies.debian_packages(self.SETUP, dependencies.linked(self.PACKAGE))
            + dependencies.wheels("# why\nplaywright==1.65.2\n") + dependencies.front_end_files(self.ASSETS))

    def page(self, **other: str) -> str:
        versions = {one.name: one.pin if one.kind != dependencies.DEBIAN else "1-2" for one in self.named()} | other
        rows = "\n".join(f"| `{name}` | {version} | for x |" for name, version in versions.items())
        made = dependencies.table(self.named())
        return f"# D\n{pins.BEGIN}\n\n{made}\n\n{pins.END}\n\n{rows}\n\n## What comes along\n\n| `zlib` | 9 |\n"

    def problems(self, page: str, named=None) -> list[str]:
        return pins.problems_of(page, named or self.named(), dependencies.linked(self.PACKAGE))

    def test_every_manifest_is_read(self):
        found = {one.name: (one.pin, one.when, one.note) for one in self.named()}
        self.assertEqual(found["swift-log"], ("1.16.2", "run", ""))
        self.assertEqual(found["libpq-dev"], ("Debian 12", "run", "linked as CPostgres"))
        self.assertEqual(found["wrk"][1], "test, cluster")
        self.assertEqual(found["playwright"][0], "1.65.2")
        self.assertEqual(found["one"], ("1.2", "run", "js/a.js, js/b.js"))

    def test_a_page_that_says_what_the_manifests_say_is_let_pass(self):
        self.assertEqual(self.problems(self.page()), [])

    def test_what_nobody_wrote_about_and_what_is_gone_are_named(self):
        self.assertIn("git is named by a manifest", self.problems(self.page().replace("| `git` | 1-2 |", "| x |"))[0])
        self.assertIn("gone is in no manifest", self.problems(self.page(gone="1.0"))[0])

    def test_another_pin_wants_another_look(self):
        found = self.problems(self.page(Yams="6.2.1"))
        self.assertEqual(len(found), 1)
        self.assertIn("looked up for 6.2.1, and 6.2.2 is pinned", found[0])
        self.assertEqual(self.problems(self.page(git="9-9")), [], "Debian's are mended in place")

    def test_the_table_is_not_written_by_hand(self):
        self.assertIn("writes it", self.problems(self.page().replace("| Swift package | `Yams` | 6.2.2", "| Yams | 6"))[0])
        self.assertIn("marks", self.problems("# nothing")[0])

    def test_what_is_not_pinned_to_one_version_is_refused(self):
        loose = self.PACKAGE.replace('exact: "6.2.2"', 'from: "6.0.0"')
        self.assertEqual(dependencies.swift_packages(loose)[1].pin, 'from: "6.0.0"')
        found = self.problems(self.page(), dependencies.swift_packages(loose) + self.named()[2:])
        self.assertTrue(any("Yams is not pinned to one version" in problem for problem in found))

    def test_a_library_that_setup_does_not_install_is_named(self):
        without = [one for one in self.named() if one.name != "libpq-dev"]
        self.assertTrue(any("CPostgres wants libpq-dev" in problem for problem in self.problems(self.page(), without)))

    def test_another_installed_version_is_a_remark(self):
        self.assertEqual(pins.differences({"git": "1-2"}, {"git": "1-3", "wrk": "4"}, "installed"),
                         ["git 1-3 is installed, and 1-2 was looked at."])  # fmt: skip
        self.assertEqual(pins.rows_along(self.page()), {"zlib": "9"})


class SwiftTextTests(unittest.TestCase):
    def test_comments_and_literals_are_not_code(self):
        text = parse('let a = "try! \\(b("x")) // no" // try!\n/* /* as! */ try! */ let c = #"\\("#\n')
        self.assertNotIn("try!", text.code)
        self.assertNotIn("as!", text.code)
        self.assertIn("b(", text.code)
        self.assertEqual([literal.text for literal in text.literals], ["try! ⟨⟩ // no", "x", "\\("])

    def test_lines_stay_where_they_were(self):
        text = parse('let a = """\n    one \\(f())\n    """\nimport Kernel\n')
        self.assertEqual(text.imports(), [(4, "Kernel")])
        self.assertEqual(text.code.count("\n"), 4)

    def test_every_form_of_import_is_seen(self):
        text = parse("public import Kernel\n@testable import Desk\nimport struct Web.Frame\n// import Yams\n")
        self.assertEqual([module for _, module in text.imports()], ["Kernel", "Desk", "Web"])


class WordsTests(unittest.TestCase):
    def test_a_word_that_was_given_up_is_found_in_the_catalogue(self):
        with reading('static let a = Word("已逾期", "late")\n')(words):
            self.assertEqual(len(words.given_up_in(Path("Features/X/XWords.swift"))), 1)
        with reading('static let a = Word("已超时", "late")\n')(words):
            self.assertEqual(words.given_up_in(Path("Features/X/XWords.swift")), [])


class LayersTests(unittest.TestCase):
    def problems(self, path: str, source: str) -> list[str]:
        with reading(source)(layers):
            return layers.import_problems(Path(path))

    def test_a_noun_may_not_reach_the_database(self):
        self.assertTrue(self.problems("Features/Cases/Case.swift", "import Database\n"))
        self.assertFalse(self.problems("Features/Cases/CaseStore.swift", "import Database\n"))

    def test_a_page_has_the_parts_of_the_web_and_not_the_server(self):
        self.assertTrue(self.problems("Features/Cases/CasePages.swift", "import Hummingbird\n"))
        self.assertFalse(self.problems("Features/Cases/CasePages.swift", "import Web\n"))
        self.assertFalse(self.problems("Features/Cases/CaseRoutes.swift", "import Hummingbird\n"))

    def test_every_kind_of_write_is_seen_and_reading_is_not_writing(self):
        source = '''let a = """
            INSERT INTO one (id) VALUES (1) ON CONFLICT (id) DO UPDATE SET id = 2
            """
        let b = "UPDATE two SET x = 1"; let c = "DELETE FROM three"; let d = "UPDATE four AS f SET x = 1"
        let e = "SELECT * FROM five FOR UPDATE SKIP LOCKED"; let f = "INSERT OR IGNORE INTO six VALUES (1)"
        // "DELETE FROM seven"
        '''
        with reading(source)(layers):
            found = layers.tables_written(Path("x.swift"))
        self.assertEqual(found, [(2, "one"), (4, "two"), (4, "three"), (4, "four"), (5, "six")])

    def test_a_table_has_one_owner(self):
        texts = {
            Path("Features/Staff/StaffStore.swift"): parse('"INSERT INTO staff" "UPDATE staff SET a = 1"'),
            Path("Features/Cases/CaseStore.swift"): parse('"UPDATE staff SET a = 2"'),
            Path("Features/Schema/First.swift"): parse('"UPDATE staff SET a = 3"'),
        }
        with mock.patch.object(layers, "read", texts.get):
            problems = layers.writer_problems(list(texts))
        self.assertEqual(len(problems), 1)
        self.assertIn("Features/Cases/CaseStore.swift:1: writes the table staff", problems[0])


class WordsTests(unittest.TestCase):
    def problems(self, source: str) -> list[str]:
        with reading(source)(words):
            return words.problems_of(Path("Features/Cases/CasePages.swift"))

    def test_a_literal_text_is_refused_in_either_language(self):
        self.assertTrue(self.problems('"<b>工单</b>"'))
        self.assertTrue(self.problems('"<b>Open cases</b>"'))
        self.assertTrue(self.problems('"""\n<input placeholder="Name">\n"""'))

    def test_words_of_the_catalogue_and_bare_markup_pass(self):
        markup = '<b class="badge">\\(t(.open)) · 12&nbsp;%</b> <kbd>Esc</kbd>'
        self.assertFalse(self.problems(f'"""\n{markup}\n"""  // 工单'))


class MannersTests(unittest.TestCase):
    def problems(self, path: str, source: str) -> list[str]:
        with reading(source)(manners):
            return manners.code_problems(Path(path))

    def test_time_taken_from_the_air_is_refused_except_at_home(self):
        self.assertTrue(self.problems("Features/Cases/Case.swift", "let now = Date()"))
        self.assertFalse(self.problems("Sources/qingting/main.swift", "let now = Date()"))
        self.assertFalse(self.problems("Features/Cases/Case.swift", "// Date()"))

    def test_chance_must_be_handed_in(self):
        self.assertTrue(self.problems("Features/A/B.swift", "let a = Int.random(in: 1...6)"))
        self.assertFalse(self.problems("Features/A/B.swift", "let a = Int.random(in: 1...6, using: &dice)"))

    def test_a_doer_is_refused_by_its_name(self):
        self.assertTrue(self.problems("Features/A/B.swift", "struct CaseManager {"))
        self.assertFalse(self.problems("Features/A/B.swift", "struct Case {"))

    def test_other_programs_and_revived_objects_are_refused(self):
        self.assertTrue(self.problems("Features/A/B.swift", "let shell = Process()"))
        self.assertTrue(self.problems("Features/A/B.swift", "system(command)"))
        self.assertTrue(self.problems("Features/A/B.swift", "try NSKeyedUnarchiver.unarchivedObject(from: bytes)"))
        self.assertFalse(self.problems("Features/Attachments/PreviewThread.swift", "let process = Process()"))
        self.assertFalse(self.problems("Features/A/B.swift", "let word = t.system(of: case)"))

    def test_a_host_that_nobody_agreed_to_is_refused(self):
        self.assertTrue(manners.HOSTS.match("github.com"))
        self.assertFalse(manners.HOSTS.match("cdn.somewhere.net"))


class DocumentsTests(unittest.TestCase):
    def test_links_that_lead_nowhere_are_found(self):
        self.assertIsNone(documents.link_problem(Path("README.md"), "Makefile"))
        self.assertIsNotNone(documents.link_problem(Path("README.md"), "Nothing.md"))

    def test_tests_are_looked_for_by_suite_and_name(self):
        found = documents.TEST.findall("`ATests.one`, `ATests` and `a/ATests.swift`")
        self.assertEqual(found, [("ATests", "one"), ("ATests", "")])
        self.assertIn("whatIsNoAddressIsRefused", documents.tests()["AddressTests"])
        self.assertNotIn("noSuchTest", documents.tests()["AddressTests"])

    def test_headings_become_anchors(self):
        self.assertEqual(documents.anchor("The two words: 条款 & rule"), "the-two-words-条款--rule")


class CoverageTests(unittest.TestCase):
    def test_ranges_and_pairs_name_every_clause(self):
        self.assertEqual(coverage.citations("SOFT-53/54 and GAME-85..87, 24 h"),
                         ["SOFT-53", "SOFT-54", "GAME-85", "GAME-86", "GAME-87"])  # fmt: skip

    def test_a_rule_is_inherited_and_prose_is_not_one(self):
        packs = {
            "base": '  - no: "1"\n    source: A-1\n    rule: r.one\n  - no: "2"\n    source: GEN1-01\n',
            "child": 'extends: base\nclauses:\n  - no: "1"\n    override: true\n    source: SOFT-01\n',
        }
        self.assertEqual(coverage.pack_places("child", packs["child"], packs), [("SOFT-01", "child §1 `r.one` (advises)")])
        places = {place: None for _, place in coverage.pack_places("base", packs["base"], packs)}
        self.assertFalse(coverage.held(places, "E"))
        self.assertTrue(coverage.held(places, "R"))

    def test_an_enforced_demand_needs_more_than_advice_or_a_page(self):
        packs = {
            "one": '  - no: "1"\n    source: SOFT-01\n    rule: r.one\n    strength: require\n'
            '  - no: "2"\n    source: SOFT-02\n    attest: {by: x, every: week}\n'
            '  - no: "3"\n    source: SOFT-03\n    rule: complaint.accept\n',
            "two": 'extends: one\n  - no: "1"\n    override: true\n    source: SOFT-04\n',
        }
        places = {clause: {place: None} for name in packs for clause, place in
                  coverage.pack_places(name, packs[name], packs)}
        self.assertTrue(coverage.held(places["SOFT-01"], "E"))
        self.assertFalse(coverage.held(places["SOFT-02"], "E"))
        self.assertTrue(coverage.held(places["SOFT-02"], "A"))
        self.assertTrue(coverage.held(places["SOFT-03"], "E"), "a clock needs no strength")
        self.assertTrue(coverage.held(places["SOFT-04"], "E"), "a strength is inherited")
        self.assertFalse(coverage.held({"`CasePages`": None}, "E"))
        self.assertTrue(coverage.held({"structural: `Case.verb`": None}, "E"))
        self.assertFalse(coverage.unstructured())

    def test_a_citation_belongs_to_the_test_it_stands_above_or_in(self):
        text = "/// MART-01\n@Suite struct A {\n  /// SOFT-01\n  @Test func one() {}\n  @Test func two() { /* SOFT-03 */ }\n}"
        self.assertEqual(coverage.test_places("A", text),
                         [("MART-01", "A"), ("SOFT-01", "A.one"), ("SOFT-03", "A.two")])  # fmt: skip

    def test_a_gap_and_a_claim_that_no_longer_holds_are_found(self):
        wanted = [("SOFT-01", "E", ["C03"], "asks")]
        self.assertEqual(len(coverage.missing(wanted, {}, {})), 2)
        self.assertFalse(coverage.missing(wanted, {"SOFT-01": {"one §1 `r`": None}}, {"SOFT-01": {"B.c": None}}))
        row = "| SOFT-01 | E | asks | `A` | B.c |"
        self.assertTrue(coverage.untrue(row, {"SOFT-01": {"`A`": None}}, {}))
        self.assertFalse(coverage.untrue(row, {"SOFT-01": {"`A`": None}}, {"SOFT-01": {"B.c": None}}))


if __name__ == "__main__":
    unittest.main()
