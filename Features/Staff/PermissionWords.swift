import Handbook
import Kernel

extension Permission {
    /// The right in plain words, as refusals name it.
    var word: Word {
        switch self {
        case .createCase: .permissionCreateCase
        case .readCase: .permissionReadCase
        case .workCase: .permissionWorkCase
        case .investigateCase: .permissionInvestigateCase
        case .decideCase: .permissionDecideCase
        case .summariseCase: .permissionSummariseCase
        case .reassignCase: .permissionReassignCase
        case .reopenCase: .permissionReopenCase
        case .approveCompensation: .permissionApproveCompensation
        case .decideException: .permissionDecideException
        case .draftHandbook: .permissionDraftHandbook
        case .issueHandbook: .permissionIssueHandbook
        case .manageCalendar: .permissionManageCalendar
        case .manageStaff: .permissionManageStaff
        case .readCustomer: .permissionReadCustomer
        case .editCustomer: .permissionEditCustomer
        case .mergeCustomer: .permissionMergeCustomer
        case .blockCustomer: .permissionBlockCustomer
        case .anonymiseCustomer: .permissionAnonymiseCustomer
        case .deleteCustomer: .permissionDeleteCustomer
        case .revealPersonalData: .permissionRevealPersonalData
        case .readAdherence: .permissionReadAdherence
        case .readAudit: .permissionReadAudit
        case .useInterface: .permissionUseInterface
        case .manageMailbox: .permissionManageMailbox
        case .watchSystem: .permissionWatchSystem
        case .attest: .permissionAttest
        case .approveAbsence: .permissionApproveAbsence
        case .settleHandover: .permissionSettleHandover
        case .manageAttendance: .permissionManageAttendance
        case .giveDispatch: .permissionGiveDispatch
        case .readReports: .permissionReadReports
        case .importData: .permissionImportData
        case .exportData: .permissionExportData
        }
    }
}

extension Word {
    static let permissionCreateCase = Word("登记工单", "register cases")
    static let permissionReadCase = Word("查看工单", "read cases")
    static let permissionWorkCase = Word("办理工单", "work cases")
    static let permissionInvestigateCase = Word("调查工单", "investigate cases")
    static let permissionDecideCase = Word("批示工单", "decide cases")
    static let permissionSummariseCase = Word("总结工单", "summarise cases")
    static let permissionReassignCase = Word("改派工单", "reassign cases")
    static let permissionReopenCase = Word("重开工单", "reopen cases")
    static let permissionApproveCompensation = Word("批准补偿", "approve compensation")
    static let permissionDecideException = Word("审批例外", "decide exceptions")
    static let permissionDraftHandbook = Word("起草手册", "draft handbooks")
    static let permissionIssueHandbook = Word("发布手册", "issue handbooks")
    static let permissionManageCalendar = Word("管理日历", "manage calendars")
    static let permissionManageStaff = Word("管理人员", "manage staff")
    static let permissionReadCustomer = Word("查看客户", "read customers")
    static let permissionEditCustomer = Word("维护客户档案", "keep customer files")
    static let permissionMergeCustomer = Word("合并客户", "merge customers")
    static let permissionBlockCustomer = Word("限制客户", "block customers")
    static let permissionAnonymiseCustomer = Word("匿名化客户", "anonymise customers")
    static let permissionDeleteCustomer = Word("删除客户", "delete customers")
    static let permissionRevealPersonalData = Word("查看完整个人信息", "see personal data in full")
    static let permissionReadAdherence = Word("查看执行率", "read adherence")
    static let permissionUseInterface = Word("使用接口令牌和推送", "use tokens and webhooks")
    static let permissionManageMailbox = Word("设置邮箱", "set up mailboxes")
    static let permissionReadAudit = Word("查看审计记录", "read the audit")
    static let permissionImportData = Word("导入数据", "bring data in")
    static let permissionExportData = Word("导出数据", "take data out")
    static let permissionWatchSystem = Word("查看运行状况", "see how the system runs")
    static let permissionSettleHandover = Word("见证交接、处理交接异议", "witness handovers and settle objections")
    static let permissionApproveAbsence = Word("批准请假、换班、离岗与加班", "agree to leave, swaps, overtime")
    static let permissionManageAttendance = Word("核对与锁定考勤", "check and lock attendance")
    static let permissionGiveDispatch = Word("下达指令", "give commands")
    static let permissionReadReports = Word("阅看工作小结", "read daily reports")
    static let permissionAttest = Word("登记检查", "attest")
}
