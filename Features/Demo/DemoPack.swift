import Handbook
import Kernel

/// What a demo department is made of: the organisation that works by a pack, its people, and what its customers bring.
struct DemoPack: Sendable {
    /// The pack's name: `chain-retail`.
    let code: String
    let organisation: String
    let units: [DemoUnit]
    let people: [DemoPerson]
    /// What the department calls those who come: 顾客, 业户, 玩家.
    let customer: String
    let channels: [(Channel, weight: Int)]
    /// In its shops, where shops report what happened in them; nothing where a shop is a desk like another.
    var channelsAtStores: [(Channel, weight: Int)] = []
    /// Whether people may keep their name to themselves.
    var isAnonymityUsual = false
    /// Rooms, servers, versions: what stands behind `{place}`.
    let places: [String]
    /// Firms of customers; nothing where customers are people.
    let firms: [String]
    /// What a number of a member begins with; nothing where there are none.
    let memberPrefix: String
    /// The department responsible for a cause of the handbook.
    let departments: [String: String]
    /// People outside the department whom investigations name.
    let culprits: [String]
    /// To whom a matter is referred that is not ours, and why.
    let referrals: [(party: String, reason: String)]
    /// To which posts cases are handed on.
    let handsOnTo: [String]
    /// A post that was lent in the past, and one that is on loan today.
    let loans: [DemoLoan]
    let tempo: DemoTempo
    let scenarios: [DemoScenario]
    /// The lines on which cases are worked, and on which of them a post stands by the board of the shift.
    var lines = DemoLine.usual
    var board: [String: String] = [:]
    /// What is offered on calls of its own; nothing where nothing is sold by telephone.
    var offers: [String] = []
}

struct DemoUnit: Sendable {
    let code: String
    let name: String
    let kind: Unit.Kind
    /// The code of the unit above; nothing for the topmost.
    let parent: String?

    init(_ code: String, _ name: String, _ kind: Unit.Kind, under parent: String? = nil) {
        self.code = code
        self.name = name
        self.kind = kind
        self.parent = parent
    }
}

struct DemoPerson: Sendable {
    enum Reading: Sendable { case prompt, late, never }

    let account: String
    let name: String
    let post: String
    let unit: String
    /// Takes cases in, and unlocks a shared desk by PIN.
    let isAtTheDesk: Bool
    let reading: Reading
    /// Joins while the history runs.
    let isNewcomer: Bool

    init(
        _ account: String, _ name: String, _ post: String, _ unit: String, desk: Bool = false, reads: Reading = .prompt,
        isNewcomer: Bool = false
    ) {
        self.account = account
        self.name = name
        self.post = post
        self.unit = unit
        isAtTheDesk = desk
        reading = reads
        self.isNewcomer = isNewcomer
    }
}

/// Somebody's post, lent to a colleague for some days, counted from the end of the history.
struct DemoLoan: Sendable {
    let from: String
    let to: String
    /// So many days ago; it may end after the history does.
    let began: Int
    let days: Int
    let reason: String
}

/// What a customer brings, and how it usually goes. `{product}`, `{place}` and `{customer}` stand for this time's.
struct DemoScenario: Sendable {
    let type: CaseType
    /// One of the handbook's.
    let category: String
    let products: [String]
    let subject: String
    let content: String
    let demand: String
    /// One of the handbook's.
    let cause: String
    let root: String
    /// The better one first.
    let remedies: [String]
    /// What the first remedy costs, in yuan.
    let cost: Int64
    let lesson: String

    init(
        _ type: CaseType, _ category: String, _ products: [String], _ subject: String, _ content: String,
        wants demand: String, _ cause: String, _ root: String, _ remedies: [String], cost: Int64 = 0, _ lesson: String
    ) {
        self.type = type
        self.category = category
        self.products = products
        self.subject = subject
        self.content = content
        self.demand = demand
        self.cause = cause
        self.root = root
        self.remedies = remedies
        self.cost = cost
        self.lesson = lesson
    }
}

/// How many minutes of working time the steps usually take.
struct DemoTempo: Sendable {
    let accept: ClosedRange<Int>
    let reply: ClosedRange<Int>
    let judge: ClosedRange<Int>
    let investigate: ClosedRange<Int>
    let propose: ClosedRange<Int>
    let decide: ClosedRange<Int>
    let implement: ClosedRange<Int>
    let confirm: ClosedRange<Int>
    let visit: ClosedRange<Int>
    let archive: ClosedRange<Int>

    /// An office that works by hours.
    static let office = DemoTempo(
        accept: 5...25, reply: 10...50, judge: 15...60, investigate: 40...160, propose: 10...30, decide: 15...80,
        implement: 20...100, confirm: 15...80, visit: 200...600, archive: 120...700)

    /// A desk before which the customer stands.
    static let counter = DemoTempo(
        accept: 1...3, reply: 2...5, judge: 1...3, investigate: 3...12, propose: 1...4, decide: 2...9,
        implement: 3...15,
        confirm: 2...6, visit: 900...3000, archive: 200...900)

    /// A hotline: an answer in the call, the rest within the day.
    static let hotline = DemoTempo(
        accept: 1...6, reply: 2...8, judge: 10...35, investigate: 40...180, propose: 8...25, decide: 15...70,
        implement: 20...90, confirm: 10...60, visit: 120...420, archive: 120...600)
}

extension DemoPack {
    /// The six packs that come with the program.
    static let all = [base, chainRetail, gameSupport, property, supermarket, softwareSupport]

    static func named(_ code: String) -> DemoPack? { all.first { $0.code == code } }
}
