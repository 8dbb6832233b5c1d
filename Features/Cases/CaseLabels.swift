import Handbook
import Kernel
import Web

/// How the closed words of a case are shown.
extension Case.State {
    var word: Word {
        switch self {
        case .registered: Word("已登记", "registered")
        case .accepted: Word("待判断", "to be judged")
        case .investigating: Word("调查中", "investigating")
        case .proposing: Word("拟方案", "proposing")
        case .awaitingDecision: Word("待批示", "awaiting decision")
        case .implementing: Word("实施中", "implementing")
        case .awaitingCustomer: Word("待客户确认", "awaiting the customer")
        case .unfounded: Word("待婉复", "to be answered")
        case .awaitingVisit: Word("待回访", "awaiting visit")
        case .summarising: Word("待总结", "to be summarised")
        case .archived: Word("已归档", "archived")
        case .referred: Word("已转介", "referred")
        case .withdrawn: Word("已撤回", "withdrawn")
        }
    }

    var tone: Tone {
        switch self {
        case .registered: .urgent
        case .accepted, .investigating, .proposing, .implementing, .unfounded, .summarising: .going
        case .awaitingDecision, .awaitingCustomer, .awaitingVisit: .waiting
        case .archived: .done
        case .referred, .withdrawn: .plain
        }
    }
}

extension Severity {
    var word: Word {
        switch self {
        case .ordinary: Word("一般", "ordinary")
        case .serious: Word("严重", "serious")
        case .major: Word("重大", "major")
        }
    }

    var tone: Tone {
        switch self {
        case .ordinary: .plain
        case .serious: .warned
        case .major: .broken
        }
    }
}

extension CaseType {
    var word: Word {
        switch self {
        case .enquiry: Word("咨询", "enquiry")
        case .complaint: Word("投诉", "complaint")
        case .suggestion: Word("建议", "suggestion")
        case .registration: Word("登记", "registration")
        case .appeal: Word("申告", "appeal")
        case .repair: Word("报修", "repair")
        case .dispute: Word("纠纷", "dispute")
        }
    }
}

extension CaseSource {
    var word: Word {
        switch self {
        case .direct: Word("客户直接", "direct")
        case .store: Word("门店", "store")
        case .portal: Word("自助门户", "portal")
        case .visit: Word("回访", "visit")
        case .survey: Word("调查", "survey")
        case .inspection: Word("巡检", "inspection")
        case .internal: Word("内部", "internal")
        }
    }
}

extension Channel {
    var word: Word {
        switch self {
        case .phone: Word("电话", "telephone")
        case .counter: Word("柜台", "counter")
        case .email: Word("邮件", "e-mail")
        case .web: Word("网站", "web")
        case .chat: Word("在线", "chat")
        case .letter: Word("来信", "letter")
        case .onSite: Word("现场", "on site")
        case .hotline12345: Word("12345 转办", "12345")
        }
    }
}

extension Step {
    var word: Word {
        switch self {
        case .accept: .actAccept
        case .judge: .actJudge
        case .investigate: Word("调查", "Investigate")
        case .propose: Word("拟案", "Propose")
        case .decide: .actDecide
        case .implement: Word("实施", "Implement")
        case .confirm: Word("客户确认", "Confirm")
        case .visit: Word("回访", "Visit")
        case .summarise: Word("总结归档", "Summarise")
        }
    }
}

extension PauseReason {
    var word: Word {
        switch self {
        case .awaitingCustomer: Word("等待客户", "awaiting the customer")
        case .awaitingThirdParty: Word("等待第三方", "awaiting a third party")
        case .awaitingParts: Word("等待备件", "awaiting parts")
        case .awaitingAuthority: Word("等待主管部门", "awaiting an authority")
        }
    }
}

extension Compensation.Kind {
    var word: Word {
        switch self {
        case .refund: Word("退款", "refund")
        case .exchange: Word("换货", "exchange")
        case .repair: Word("维修", "repair")
        case .gift: Word("礼品", "gift")
        case .points: Word("积分", "points")
        case .coupon: Word("优惠券", "coupon")
        case .apology: Word("致歉", "apology")
        }
    }
}

extension CaseEntry.Kind {
    var word: Word {
        switch self {
        case .reply: .composerReply
        case .call: .composerCall
        case .customer: .composerCustomer
        case .note: .composerNote
        }
    }
}

extension ReturnVisit.Result {
    var word: Word {
        switch self {
        case .reached: .visitReached
        case .noAnswer: .visitNoAnswer
        case .wrongNumber: .visitWrongNumber
        case .refused: .visitRefused
        case .later: .visitLater
        }
    }
}

extension EventKind {
    /// What happened, as one line of the timeline says it.
    var word: Word {
        switch self {
        case .caseReported: Word("登记", "reported")
        case .caseAccepted: Word("受理", "accepted")
        case .caseAssigned: Word("改派", "reassigned")
        case .caseSeveritySet: Word("定级", "severity set")
        case .caseManagerInformed: Word("已告知部门经理", "manager informed")
        case .caseJudged: Word("判断", "judged")
        case .caseReplied: Word("回复客户", "customer answered")
        case .caseInformed: Word("告知进度", "customer informed")
        case .caseNoted: Word("记录", "noted")
        case .caseInvestigated: Word("查明原因", "investigated")
        case .caseProposed: Word("提出方案", "proposal made")
        case .proposalRead: Word("阅读方案", "proposal read")
        case .caseProposalsSubmitted: Word("提交批示", "submitted for decision")
        case .caseEscalated: Word("升级", "escalated")
        case .caseEscalationTaken: Word("接手升级", "escalation taken on")
        case .caseDecided: Word("批示", "decided")
        case .caseImplemented: Word("实施完毕", "implemented")
        case .caseAnswered: Word("客户答复", "customer answered")
        case .caseRefused: Word("客户未接受", "refused by the customer")
        case .caseCompleted: Word("办结", "completed")
        case .caseVisited: Word("回访", "visited")
        case .caseSummarised: Word("总结", "summarised")
        case .caseArchived: Word("归档", "archived")
        case .caseReopened: Word("重新打开", "reopened")
        case .caseReferred: Word("转介", "referred")
        case .caseWithdrawn: Word("撤回", "withdrawn")
        case .caseSuspended: Word("挂起", "suspended")
        case .caseResumed: Word("恢复", "resumed")
        case .caseTransferred: Word("移交", "handed on")
        case .caseTransferSigned: Word("签收移交", "signed for")
        case .caseTransferReturned: Word("退回移交", "handed back")
        case .caseOffered: Word("分派", "offered")
        case .caseTaken: Word("接单", "taken on")
        case .caseOfferRefused: Word("拒接", "offer refused")
        case .caseOfferLapsed: Word("未及时接单", "offer lapsed")
        case .casePooled: Word("转入待分派", "waits to be assigned")
        case .promiseMade: Word("承诺", "promise made")
        case .promiseRenewed: Word("承诺改期", "promise renewed")
        case .promiseKept: Word("兑现承诺", "promise kept")
        case .compensationApproved: Word("批准补偿", "compensation approved")
        case .compensationDelivered: Word("兑现补偿", "compensation delivered")
        case .contactRang: Word("振铃", "rang")
        case .contactAnswered: Word("接听", "answered")
        case .contactIdentified: Word("问明来电人", "caller identified")
        case .contactTriaged: Word("初步判断", "triaged")
        case .contactHeld: Word("请客户稍候", "put on hold")
        case .contactResumed: Word("恢复通话", "resumed")
        case .contactMissed: Word("未接来电", "missed")
        case .contactReturned: Word("已回未接来电", "missed call returned")
        case .contactWrappedUp: Word("接听结束", "wrapped up")
        case .callbackPromised: Word("答应回电", "call-back promised")
        case .callbackAcknowledged: Word("确认接下回电", "call-back taken on")
        case .callbackHandedOn: Word("回电转交", "call-back handed on")
        case .callbackTried: Word("回电未接通", "call-back not reached")
        case .callbackContacted: Word("已回电", "called back")
        case .callbackClosed: Word("回电了结", "call-back closed")
        case .messageTaken: Word("代接留言", "message taken")
        case .messageDelivered: Word("留言已读", "message read")
        case .messageHandedOn: Word("留言转交", "message handed on")
        case .messageHandled: Word("留言已处理", "message dealt with")
        case .messageToldBack: Word("已告知来电人", "caller told")
        case .attested: Word("自查确认", "attested")
        case .handbookIssued: Word("发布手册", "handbook issued")
        case .handbookTookEffect: Word("手册生效", "handbook took effect")
        case .handbookAcknowledged: Word("签收手册", "handbook acknowledged")
        case .handbookReviewDue: Word("手册该评审", "handbook review due")
        case .handbookReviewed: Word("手册评审", "handbook reviewed")
        case .exceptionRequested: Word("申请例外", "exception requested")
        case .exceptionDecided: Word("例外决定", "exception decided")
        case .obligationWarned: Word("临近到期", "running out")
        case .obligationBreached: Word("超时", "overdue")
        case .obligationEscalated: Word("自动升级", "escalated by the clause")
        case .calendarChanged: Word("日历变更", "calendar changed")
        case .customerFiled: Word("建立客户档案", "customer filed")
        case .customerChanged: Word("更新客户档案", "customer file changed")
        case .customerVerified: Word("核实客户资料", "customer file verified")
        case .customerConsented: Word("登记客户意愿", "consent recorded")
        case .customersMerged: Word("合并客户", "customers merged")
        case .customersParted: Word("撤销合并", "merge undone")
        case .customerBlocked: Word("限制客户", "customer blocked")
        case .customerUnblocked: Word("解除限制", "block lifted")
        case .customerErasureAsked: Word("申请清除客户资料", "erasure asked for")
        case .customerErasureDecided: Word("审批清除申请", "erasure decided")
        case .customerAnonymised: Word("客户已匿名化", "customer anonymised")
        case .customerDeleted: Word("客户已删除", "customer deleted")
        case .personalDataRevealed: Word("查看完整号码", "full number shown")
        case .signedIn: Word("登录", "signed in")
        case .staffChanged: Word("人员变更", "staff changed")
        case .presenceBegan: Word("上班", "on duty")
        case .presenceAway: Word("暂离", "away")
        case .presenceBack: Word("回岗", "back")
        case .presenceEnded: Word("下班", "off duty")
        case .lineChanged: Word("业务线变更", "line changed")
        case .delegated: Word("授权代理", "delegated")
        case .delegationEnded: Word("代理结束", "delegation ended")
        }
    }
}
