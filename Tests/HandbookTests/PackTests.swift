import Handbook
import Kernel
import Testing

/// The six packs that come with the product.
struct PackTests {
    @Test func sixPacksLieOnTheShelfAndAllOfThemAreRead() throws {
        #expect(try Shelf.packs.names() == Shelf.names)
        for name in Shelf.names {
            let handbook = try Shelf.handbook(name)
            #expect(handbook.code == name)
            #expect(handbook.lineage == (name == "base" ? ["base"] : ["base", name]))
        }
    }

    @Test(arguments: Shelf.names)
    func everyClauseSaysWhereItComesFrom(name: String) throws {
        for clause in try Shelf.handbook(name).clauses {
            #expect(!clause.sources.isEmpty, "\(name) \(clause.number)")
            for source in clause.sources {
                #expect(
                    source.wholeMatch(of: /((GAME|CHAIN|PROPA|PROPB|GEN[1-4]|MART|SOFT)-\d+)|(T-[1-5])/) != nil,
                    "\(name) \(clause.number): \(source)")
            }
        }
    }

    /// Numbers stand in the sentence a person reads and in the rule a machine keeps: they must be the same.
    @Test(arguments: Shelf.names)
    func everySentenceSaysTheNumberOfItsRule(name: String) throws {
        for clause in try Shelf.handbook(name).clauses {
            for word in numbers(of: clause) {
                #expect(says(word, clause.text), "\(name) \(clause.number) should say \(word): \(clause.text)")
            }
        }
    }

    /// «24小时» does not say «4小时».
    private func says(_ word: String, _ text: String) -> Bool {
        text.ranges(of: word).contains {
            $0.lowerBound == text.startIndex || !text[text.index(before: $0.lowerBound)].isNumber
        }
    }

    private func numbers(of clause: Clause) -> [String] {
        switch clause.enforcement {
        case .deadline(let deadline) where deadline.rule == .interimNotice: ["\(Int(deadline.share * 100))%"]
        case .deadline(let deadline): deadline.within.map { [written($0)] } ?? []
        case .gate(.proposals(let minimum, _, _, _)): ["\(minimum)个"]
        case .gate(.refusalLimit(let count, _)): ["第\(count)次"]
        case .gate(.transferLimit(let count, _, _, _)): ["达\(count)次"]
        case .gate(.promiseHorizon(let span)), .gate(.suspension(let span)): [written(span)]
        case .gate(.bannedPhrases), .gate, .attestation, .reference: []
        }
    }

    private func written(_ span: Span) -> String {
        switch span.unit {
        case .minutes: "\(span.count)分钟"
        case .hours: "\(span.count)小时"
        case .days, .calendarDays: "\(span.count)日"
        case .businessMinutes: "\(span.count)个工作分钟"
        case .businessHours: "\(span.count)个工作小时"
        case .workingDays: "\(span.count)个工作日"
        }
    }

    @Test(arguments: Shelf.names)
    func everyClauseStandsInAChapterThatHasAName(name: String) throws {
        let handbook = try Shelf.handbook(name)
        let titles = Set(handbook.chapters.map(\.number))
        #expect(Set(handbook.clauses.map(\.chapter)) == titles, "\(name)")
    }

    @Test(arguments: Shelf.names)
    func aCaseCanBeTakenInAndBroughtToTheArchiveByThePostsOfThePack(name: String) throws {
        let handbook = try Shelf.handbook(name)
        for permission in Permission.allCases {
            #expect(handbook.posts.contains { $0.permissions.contains(permission) }, "\(name) \(permission.rawValue)")
        }
        #expect(handbook.posts.count { $0.isDutySupervisor } == 1)
        #expect(handbook.posts.first { $0.isDutySupervisor }?.permissions.contains(.decideCase) == true)
        let executive = try #require(handbook.post("executive"))
        #expect(executive.permissions.isSuperset(of: [.decideCase, .issueHandbook, .decideException]))
        #expect(!executive.permissions.contains(.draftHandbook), "who issues a handbook did not draft it")
        #expect(handbook.post("administrator")?.title == "系统管理员")
    }

    @Test(arguments: Shelf.names)
    func whoStandsHigherMayGrantMore(name: String) throws {
        let handbook = try Shelf.handbook(name)
        for post in handbook.posts where post.compensationLimit > 0 {
            #expect(post.permissions.contains(.approveCompensation), "\(name) \(post.title)")
            guard let superior = post.superior.flatMap(handbook.post) else { continue }
            #expect(superior.compensationLimit > post.compensationLimit, "\(name) \(post.title)")
        }
    }

    @Test(arguments: Shelf.names)
    func noRequestIsWithoutAClock(name: String) throws {
        let handbook = try Shelf.handbook(name)
        for type in CaseType.allCases {
            for severity in [Severity.ordinary, .major] {
                for channel in Channel.allCases {
                    for source in [CaseSource.direct, .store] {
                        let circumstances = Circumstances(
                            type: type, severity: severity, source: source, channel: channel)
                        // A way without acceptance is answered straight away.
                        let isAccepted = handbook.steps(for: type).contains(.accept)
                        for rule in [DeadlineRule.firstReply, .complete] + (isAccepted ? [.accept] : []) {
                            #expect(handbook.deadlines(rule, for: circumstances).count == 1, "\(name) \(circumstances)")
                        }
                    }
                }
            }
        }
    }

    @Test(arguments: Shelf.names)
    func thePhrasesThatAreBannedAreLongEnoughNotToMisfire(name: String) throws {
        let harmless = "您好，您反映的问题我们已经知道，不排除是网络原因，可能需要两天查清，请不要着急，我们负责到底。"
        for case .bannedPhrases(let phrases) in try Shelf.handbook(name).gates().map(\.1) {
            #expect(phrases.allSatisfy { $0.count >= 3 && !harmless.contains($0) }, "\(name)")
            #expect(Set(phrases).count == phrases.count)
        }
    }
}
