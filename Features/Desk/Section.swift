import Handbook
import Kernel
import Web

/// The parts of the product, as the rail shows them: what a person may not enter is not there.
enum Section: String, CaseIterable, Sendable {
    case myDay = "my-day"
    case contacts
    case cases
    case rosters
    case approvals
    case leave
    case swaps = "shift-swaps"
    case handovers
    case attendance
    case leavePosts = "leave-posts"
    case overtime
    case dispatches
    case dailyReports = "daily-reports"
    case dayPlans = "day-plans"
    case slips
    case library
    case customers
    case search
    case wall
    case lines
    case exceptions
    case adherence
    case figures = "reports"
    case handbook
    case exchange
    case calendars
    case people
    case audit
    case integrations
    case mailboxes
    case vitals

    static func navigation(for actor: Actor) -> [NavigationItem] {
        // Whoever makes no rosters comes to their own shifts first; everybody's are the next tab.
        allCases.filter { $0.needs.isEmpty || $0.needs.contains(where: actor.holds) }.map { section in
            section == .rosters && !actor.holds(.reassignCase)
                ? section.railItem(leadingTo: "/shifts") : section.railItem()
        }
    }

    /// What stands together behind one name; a part that is named nowhere here stands for itself.
    private static let groups: [(NavigationGroup, [Section])] = [
        (
            NavigationGroup(id: "shifts", word: .sectionShifts, icon: "calendar-time"),
            [
                .dayPlans, .approvals, .attendance, .rosters, .handovers, .leave, .swaps, .leavePosts, .overtime,
                .dispatches,
                .dailyReports,
            ]
        ),
        (
            NavigationGroup(id: "steer", word: .sectionSteer, icon: "steering-wheel"),
            [.slips, .wall, .lines, .exceptions]
        ),
        (NavigationGroup(id: "insight", word: .sectionInsight, icon: "chart-bar"), [.adherence, .figures, .library]),
        (
            NavigationGroup(id: "manage", word: .sectionManage, icon: "settings"),
            [.exchange, .calendars, .people, .audit, .integrations, .mailboxes, .vitals]
        ),
    ]

    private func railItem(leadingTo url: String? = nil) -> NavigationItem {
        let group = Self.groups.first { $0.1.contains(self) }?.0
        let item = item
        return NavigationItem(
            id: item.id, word: item.word, icon: item.icon, href: url ?? item.href, count: item.count,
            shortcut: item.shortcut, group: group)
    }

    var item: NavigationItem {
        switch self {
        case .myDay: NavigationItem(id: rawValue, word: .sectionMyDay, icon: "sun", href: "/", shortcut: "1")
        case .contacts:
            NavigationItem(id: rawValue, word: .sectionContacts, icon: "phone-call", href: "/contacts")
        case .cases: NavigationItem(id: rawValue, word: .sectionCases, icon: "inbox", href: "/cases", shortcut: "2")
        case .slips: NavigationItem(id: rawValue, word: .sectionSlips, icon: "clipboard-check", href: "/slips")
        case .library: NavigationItem(id: rawValue, word: .sectionLibrary, icon: "books", href: "/cases/library")
        case .search: NavigationItem(id: rawValue, word: .searchTitle, icon: "search", href: "/search")
        case .wall:
            NavigationItem(id: rawValue, word: .sectionWall, icon: "layout-dashboard", href: "/wall", shortcut: "5")
        case .rosters: NavigationItem(id: rawValue, word: .sectionRosters, icon: "calendar-time", href: "/rosters")
        case .approvals:
            NavigationItem(id: rawValue, word: .approvalsTitle, icon: "checks", href: "/approvals")
        case .leave: NavigationItem(id: rawValue, word: .leaveTitle, icon: "calendar-off", href: "/leave")
        case .swaps:
            NavigationItem(id: rawValue, word: .swapTitle, icon: "arrows-exchange", href: "/shift-swaps")
        case .handovers:
            NavigationItem(id: rawValue, word: .handoverTitle, icon: "transfer", href: "/handovers")
        case .attendance:
            NavigationItem(id: rawValue, word: .attendanceTitle, icon: "clock-check", href: "/attendance")
        case .leavePosts:
            NavigationItem(id: rawValue, word: .leavePostTitle, icon: "door-exit", href: "/leave-posts")
        case .overtime:
            NavigationItem(id: rawValue, word: .overtimeTitle, icon: "clock-plus", href: "/overtime")
        case .dispatches:
            NavigationItem(id: rawValue, word: .dispatchTitle, icon: "speakerphone", href: "/dispatches")
        case .dailyReports:
            NavigationItem(id: rawValue, word: .dailyReportTitle, icon: "notes", href: "/daily-reports")
        case .dayPlans: NavigationItem(id: rawValue, word: .dayPlanTitle, icon: "list-check", href: "/day-plans")
        case .lines: NavigationItem(id: rawValue, word: .sectionLines, icon: "route", href: "/lines")
        case .customers:
            NavigationItem(id: rawValue, word: .sectionCustomers, icon: "address-book", href: "/customers")
        case .exceptions:
            NavigationItem(id: rawValue, word: .sectionExceptions, icon: "git-branch", href: "/exceptions")
        case .adherence:
            NavigationItem(
                id: rawValue, word: .sectionAdherence, icon: "chart-bar", href: "/adherence", shortcut: "3")
        case .figures:
            NavigationItem(id: rawValue, word: .figuresTitle, icon: "report-analytics", href: "/reports")
        case .handbook:
            NavigationItem(id: rawValue, word: .sectionHandbook, icon: "book", href: "/handbook", shortcut: "4")
        case .exchange:
            NavigationItem(id: rawValue, word: .sectionExchange, icon: "arrows-exchange", href: "/exchange")
        case .calendars: NavigationItem(id: rawValue, word: .sectionCalendars, icon: "calendar", href: "/calendars")
        case .people: NavigationItem(id: rawValue, word: .sectionPeople, icon: "users", href: "/people")
        case .audit: NavigationItem(id: rawValue, word: .sectionAudit, icon: "shield-check", href: "/audit")
        case .integrations:
            NavigationItem(id: rawValue, word: .sectionIntegrations, icon: "plug", href: "/integrations")
        case .mailboxes:
            NavigationItem(id: rawValue, word: .mailboxesTitle, icon: "mail", href: "/mailboxes")
        case .vitals: NavigationItem(id: rawValue, word: .vitalsTitle, icon: "heartbeat", href: "/vitals")
        }
    }

    /// The rights without any of which a part has nothing to show.
    private var needs: [Permission] {
        switch self {
        case .myDay, .search, .handbook, .people, .rosters, .leave, .swaps, .handovers, .attendance, .leavePosts,
            .overtime, .dispatches, .dailyReports, .dayPlans:
            []
        case .approvals: [.approveAbsence]
        case .contacts: [.createCase]
        case .cases, .slips, .library: [.readCase]
        case .customers: [.readCustomer]
        case .wall: [.reassignCase, .readAdherence]
        case .lines: [.reassignCase]
        case .exceptions: [.decideException]
        case .adherence, .figures: [.readAdherence]
        case .exchange: [.importData, .exportData]
        case .calendars: [.manageCalendar]
        case .audit: [.readAudit]
        case .integrations: [.useInterface]
        case .mailboxes: [.manageMailbox]
        case .vitals: [.watchSystem]
        }
    }
}
