#!/usr/bin/env bash
# What threads share, under the thread and the address sanitizer.
#
#   sanitize.sh [thread|address]        the layer in which threads are ours: Database, with its own tests on both engines
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
    for name in Kernel Database CCrypto CPostgres CSQLite; do ln -sfn "$PWD/Sources/$name" "$place/Sources/$name"; done
    ln -sfn "$PWD/Tests/DatabaseTests" "$place/Tests/DatabaseTests"
    # Of the test kit what speaks to databases.
    for file in Counting Golden PostgresAdministrator SeededDice Templates TestDatabase TimeMachine Turnstile; do
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
    ])
END
    echo "--package-path $place"
}

for kind in $kinds; do
    build=(--sanitize "$kind")
    if [ "${2:-}" = all ]; then
        build+=(--scratch-path ".build/sanitize-$kind")
        filter='DatabaseTests|WebTests|OutgoingTests|HouseTests|LawTests'
    else
        read -ra package <<<"$(layer)"
        build+=("${package[@]}" --scratch-path ".build/sanitize/$kind")
        filter=DatabaseTests
    fi
    say "$kind sanitizer: building …"
    swift build --build-tests "${build[@]}" >&2 || refuse "the build failed; the compiler's own words are above."
    say "$kind sanitizer: running $filter …"
    swift test --skip-build --disable-xctest --filter "$filter" "${build[@]}"
done
