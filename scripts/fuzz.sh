#!/usr/bin/env bash
# Throws bytes at the doors by which strangers' bytes come in, led by coverage, under the address sanitizer; what was found
# stands in docs/fuzzing.md.
#
#   fuzz.sh [SECONDS [DOORS]]      SECONDS for each door (20), DOORS by name (all): fuzz.sh 300 packs,csv
#
# What is found anew is kept in Tests/Fuzzers/Corpus, as little as covers as much; `make test` replays it. A crash is left
# in .data/fuzz/<door>/ and ends with status 1: mend it, and keep the input in Tests/Fuzzers/Corpus/<door>.
source "$(dirname "$0")/common.sh"
step=fuzz

seconds="${1:-20}"
scripts/setup.sh test
find_swift
place=.build/fuzz
corpus=Tests/Fuzzers/Corpus
# Swift's own account of a crash takes minutes in a process of this kind; the sanitizer's says the same.
export SWIFT_BACKTRACE=enable=no
export ASAN_OPTIONS="detect_leaks=0:allocator_may_return_null=1"

# A package of what reads, and nothing else: a sanitizer wants everything built anew, and this is a twentieth of it.
package() {
    local sources="$place/Sources" library=.build/checkouts/hummingbird/Sources/Hummingbird name file
    rm -rf "$sources"
    mkdir -p "$sources"/{Web,Desk,Hummingbird,Fuzz}
    for name in Kernel Handbook Sheets Mail CMail CCrypto CGMime CZlib CZip CExpat CXlsxWriter; do
        ln -sfn "$PWD/Sources/$name" "$sources/$name"
    done
    ln -sfn "$PWD/Tests/Fuzzers/CFuzz" "$sources/CFuzz"
    for file in "$PWD"/Tests/Fuzzers/Doors/*.swift "$PWD"/Tests/Fuzzers/Fuzz/*.swift; do ln -s "$file" "$sources/Fuzz/"; done
    for file in WebWords Forms/FormData Forms/FormData+JSON Forms/FormData+Times Forms/FormData+Fields Forms/URLEncoding \
        Forms/FieldProbe Uploads/MultipartParser Uploads/PartHead Requests/FormSecret Requests/AddressRange \
        Requests/SessionCookie Api/BearerToken Look/Paging Look/Icon; do
        ln -s "$PWD/Sources/Web/$file.swift" "$sources/Web/"
    done
    for file in Search/SearchText Search/SearchQuery ReceptionChannels/WeekHours Staff/Account; do
        ln -s "$PWD/Features/$file.swift" "$sources/Desk/"
    done
    for file in HTTP/Cookies HTTP/Cookie Utils/SplitStringSequences Utils/HTTPHeaderDateFormatStyle; do
        [ -f "$library/$file.swift" ] || refuse "$library/$file.swift is missing; run «swift package resolve» and try again."
        ln -s "$PWD/$library/$file.swift" "$sources/Hummingbird/"
    done
    ln -s "$PWD/Tests/Fuzzers/StandIns/Hummingbird.swift" "$sources/Hummingbird/Request.swift"
    ln -s "$PWD/Tests/Fuzzers/StandIns/Desk.swift" "$sources/Desk/StandIns.swift"
    cat >"$place/Package.swift" <<END
// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"), .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
]
let package = Package(
    name: "fuzz",
    dependencies: [.package(path: "$PWD/.build/checkouts/Yams")],
    targets: [
        .systemLibrary(name: "CCrypto", pkgConfig: "libcrypto"), .systemLibrary(name: "CGMime", pkgConfig: "gmime-3.0"),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib"), .systemLibrary(name: "CZip", pkgConfig: "libzip"),
        .systemLibrary(name: "CExpat", pkgConfig: "expat"),
        .systemLibrary(name: "CXlsxWriter", pkgConfig: "xlsxwriter"),
        .target(name: "CMail", dependencies: ["CGMime"]), .target(name: "CFuzz"),
        .target(name: "Kernel", dependencies: ["CCrypto"], swiftSettings: strict),
        .target(
            name: "Handbook", dependencies: ["Kernel", .product(name: "Yams", package: "Yams")], swiftSettings: strict),
        .target(
            name: "Sheets", dependencies: ["Kernel", "CZip", "CExpat", "CXlsxWriter", "CZlib"], swiftSettings: strict),
        .target(name: "Mail", dependencies: ["CMail"], swiftSettings: strict),
        .target(
            name: "Hummingbird",
            swiftSettings: [
                .enableExperimentalFeature("AvailabilityMacro=hummingbird 2.0:macOS 14.0"),
                .enableUpcomingFeature("InternalImportsByDefault"),
            ]),
        .target(name: "Web", dependencies: ["Kernel", "Hummingbird"], swiftSettings: strict),
        .target(name: "Desk", dependencies: ["Kernel", "Web"], swiftSettings: strict),
        .executableTarget(
            name: "Fuzz", dependencies: ["Kernel", "Handbook", "Sheets", "Mail", "Web", "Desk", "Hummingbird", "CFuzz", "CZlib"],
            swiftSettings: strict + [.unsafeFlags(["-parse-as-library"])]),
    ])
END
}

package
say "building the fuzzer (the first time this takes a while) …"
# Optimised, since it runs millions of times; gold cannot link what the sanitizers make.
swift build -c release --package-path "$place" --sanitize address -Xswiftc -sanitize=fuzzer -Xcc -fsanitize=fuzzer-no-link \
    -Xswiftc -enable-testing -Xswiftc -use-ld=lld >&2 || refuse "the build failed; the compiler's own words are above."
fuzz="$place/.build/release/Fuzz"

failed=0
while read -r door longest; do
    [ -z "${2:-}" ] || [[ ",$2," == *",$door,"* ]] || continue
    export QINGTING_FUZZ_DOOR="$door"
    work=".data/fuzz/$door"
    mkdir -p "$work/inputs" "$work/kept" "$corpus/$door"
    "$fuzz" words >"$work/words"
    # The keys and codes of packs are the quoted words of their reader.
    [ "$door" != packs ] || grep -oh '"[a-z][a-z.-]\{2,30\}"' Sources/Handbook/*.swift | sort -u >"$work/words"
    words=()
    [ ! -s "$work/words" ] || words=(-dict="$work/words")
    say "$door: $seconds seconds …"
    # No input may take five seconds or a gigabyte.
    nice -n 10 "$fuzz" "$work/inputs" "$corpus/$door" -max_total_time="$seconds" -max_len="$longest" -timeout=5 \
        -rss_limit_mb=1500 -malloc_limit_mb=300 "${words[@]}" -artifact_prefix="$work/" -print_final_stats=1 \
        -use_value_profile=1 >"$work/log" 2>&1 || {
        failed=1
        say "$door: FAILED; the input lies in $work, the account in $work/log."
        grep -a -m 3 -E 'Fatal error|SUMMARY|ERROR' "$work/log" >&2 || true
        continue
    }
    # As little as covers as much: what we keep is small.
    rm -rf "$work/kept" && mkdir -p "$work/kept"
    "$fuzz" -merge=1 "$work/kept" "$corpus/$door" "$work/inputs" -max_len="$longest" >"$work/merge" 2>&1 || true
    # Small ones and large ones, forty a door: what a run of tests has the time for.
    find "$work/kept" -type f -printf '%s %f\n' | sort -n | awk '{ all[NR] = $2 }
        END { step = NR > 40 ? NR / 40 : 1; for (i = 1; int(i) <= NR; i += step) print all[int(i)] }' |
        while read -r input; do [ -e "$corpus/$door/$input" ] || cp "$work/kept/$input" "$corpus/$door/"; done
    printf '%s\t%s s\t%s\t%s\n' "$door" "$seconds" "$(grep -a -o 'stat::number_of_executed_units: *[0-9]*' "$work/log" | grep -o '[0-9]*$')" \
        "$(grep -a -E '^#[0-9]+.*(DONE|pulse|REDUCE|NEW)' "$work/log" | tail -1 | grep -o 'cov: [0-9]* ft: [0-9]*')" | tee -a .data/fuzz/runs.tsv
done < <("$fuzz")
exit "$failed"
