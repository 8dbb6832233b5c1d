#!/usr/bin/env bash
# What threads share, under the thread and the address sanitizer.
#
#   sanitize.sh [thread|address]        the layers in which threads or C are ours, with their own tests: Database on both
#                                       engines; Mail, Sheets, Press and Rostering, whose C is ours or a library's
#   sanitize.sh [thread|address] all    everything; a build of its own, half an hour and 10 GB of disk on two cores
#
# What was found stands in docs/threat-model.md.
source "$(dirname "$0")/common.sh"
step=sanitize

kinds="${1:-thread address}"
scripts/setup.sh test
find_swift
postgres=.data/test-postgres
trap 'scripts/postgres.sh stop "$postgres" 2>/dev/null' EXIT
trap 'exit 130' INT TERM
QINGTING_TEST_POSTGRES="$(scripts/postgres.sh start "$postgres")"
export QINGTING_TEST_POSTGRES QINGTING_LAW_ACTS=200
export TSAN_OPTIONS="suppressions=$PWD/scripts/sanitize.thread exitcode=66"
# libpq and libcrypto keep what they made once; that is no leak of ours.
export ASAN_OPTIONS="detect_leaks=0"

# A package of the layer alone: a sanitizer wants everything built anew, and this is a twentieth of it.
layer() {
    local place=.build/sanitize
    mkdir -p "$place/Sources/Testkit" "$place/Tests"
    for name in Kernel Database Mail Sheets Press Rostering CCrypto CPostgres CSQLite CMail CGMime CZlib CZip CExpat \
        CXlsxWriter CPaper CPangoCairo CCbc; do
        ln -sfn "$PWD/Sources/$name" "$place/Sources/$name"
    done
    ln -sfn "$PWD/Benchmarks/RosterInstances" "$place/Sources/RosterInstances"
    for name in Database Mail Sheets Press Rostering; do ln -sfn "$PWD/Tests/${name}Tests" "$place/Tests/${name}Tests"; done
    # Of the test kit what speaks to databases.
    for file in Counting Golden PostgresAdministrator PostgresTemplates SeededDice Templates TestDatabase TimeMachine Turnstile; do
        ln -sfn "$PWD/Sources/Testkit/$file.swift" "$place/Sources/Testkit/$file.swift"
    done
    cat >"$place/Package.swift" <<'END'
// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"), .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
]
let package = Package(
    name: "layer",
    targets: [
        .systemLibrary(name: "CCrypto", pkgConfig: "libcrypto"),
        .systemLibrary(name: "CPostgres", pkgConfig: "libpq"),
        .systemLibrary(name: "CSQLite", pkgConfig: "sqlite3"),
        .target(name: "Kernel", dependencies: ["CCrypto"], swiftSettings: strict),
        .target(name: "Database", dependencies: ["Kernel", "CPostgres", "CSQLite"], swiftSettings: strict),
        .target(name: "Testkit", dependencies: ["Kernel", "Database"], swiftSettings: strict),
        .testTarget(
            name: "DatabaseTests", dependencies: ["Kernel", "Database", "Testkit"], exclude: ["Golden"],
            swiftSettings: strict),
        .systemLibrary(name: "CPangoCairo", pkgConfig: "pangocairo"),
        .systemLibrary(name: "CGMime", pkgConfig: "gmime-3.0"), .systemLibrary(name: "CZlib", pkgConfig: "zlib"),
        .systemLibrary(name: "CZip", pkgConfig: "libzip"), .systemLibrary(name: "CExpat", pkgConfig: "expat"),
        .systemLibrary(name: "CXlsxWriter", pkgConfig: "xlsxwriter"),
        .target(name: "CMail", dependencies: ["CGMime"]), .target(name: "CPaper", dependencies: ["CPangoCairo"]),
        .target(
            name: "CCbc", cxxSettings: [.unsafeFlags(["-O2"])],
            linkerSettings: ["CbcSolver", "Cbc", "Cgl", "OsiClp", "Clp", "Osi", "CoinUtils"].map { .linkedLibrary($0) }),
        .target(name: "Mail", dependencies: ["CMail"], swiftSettings: strict),
        .target(name: "Press", dependencies: ["Kernel", "CPaper"], swiftSettings: strict),
        .target(
            name: "Sheets", dependencies: ["Kernel", "CZip", "CExpat", "CXlsxWriter", "CZlib"], swiftSettings: strict),
        .target(
            name: "Rostering", dependencies: ["Kernel", "CCbc"], exclude: ["README.md"],
            swiftSettings: strict + [.unsafeFlags(["-O"])]),
        .target(name: "RosterInstances", dependencies: ["Kernel", "Rostering"], swiftSettings: strict),
        .testTarget(name: "MailTests", dependencies: ["Mail", "Testkit"], exclude: ["Golden"], swiftSettings: strict),
        .testTarget(name: "SheetsTests", dependencies: ["Kernel", "Sheets", "CZip", "Testkit"], swiftSettings: strict),
        .testTarget(name: "PressTests", dependencies: ["Kernel", "Press", "Testkit"], swiftSettings: strict),
        .testTarget(
            name: "RosteringTests", dependencies: ["Kernel", "Rostering", "RosterInstances", "Testkit"],
            swiftSettings: strict),
    ])
END
    echo "--package-path $place"
}

for kind in $kinds; do
    # gold cannot link what a sanitizer makes (decision 0072).
    build=(--sanitize "$kind" -Xswiftc -use-ld=lld)
    if [ "${2:-}" = all ]; then
        build+=(--scratch-path ".build/sanitize-$kind")
        filter='DatabaseTests|WebTests|OutgoingTests|HouseTests|LawTests|MailTests|SheetsTests|PressTests|FuzzerTests'
    else
        read -ra package <<<"$(layer)"
        build+=("${package[@]}" --scratch-path ".build/sanitize/$kind")
        filter='DatabaseTests|MailTests|SheetsTests|PressTests|SolverTests|RowLawTests'
    fi
    say "$kind sanitizer: building …"
    swift build --build-tests "${build[@]}" >&2 || refuse "the build failed; the compiler's own words are above."
    say "$kind sanitizer: running $filter …"
    swift test --skip-build --disable-xctest --filter "$filter" "${build[@]}"
done
