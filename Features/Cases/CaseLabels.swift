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
        case .answering: Word("待答复", "to be answered")
        case .assessing: Word("待评估", "to be assessed")
        case .responding: Word("待回复建议人", "to be responded to")
        case .thanking: Word("待致谢", "to be thanked for")
        case .dispatching: Word("待派单", "to be dispatched")
        case .taking: Word("待接单", "to be taken")
        case .arriving: Word("待上门", "on the way")
        case .fixing: Word("维修中", "being repaired")
        case .signing: Word("待签字", "to be signed")
        case .mediating: Word("调解中", "in mediation")
        case .agreeing: Word("待签协议", "agreement to be signed")
        case .merged: Word("已合并", "merged")
        }
    }

    var tone: Tone {
        switch self {
        case .registered, .answering, .assessing, .dispatching: .urgent
        case .accepted, .investigating, .proposing, .implementing, .unfounded, .summarising, .responding, .thanking,
            .arriving, .fixing, .mediating:
            .going
        case .awaitingDecision, .awaitingCustomer, .awaitingVisit, .taking, .signing, .agreeing: .waiting
        case .archived: .done
        case .referred, .withdrawn, .merged: .plain
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
        case .answer: Word("答复", "Answer")
        case .assess: Word("评估", "Assess")
        case .respond: Word("回复", "Respond")
        case .dispatch: Word("派单", "Dispatch")
        case .take: Word("接单", "Take")
        case .arrive: Word("上门", "Arrive")
        case .fix: Word("维修", "Repair")
        case .sign: Word("签字", "Sign")
        case .mediate: Word("调解", "Mediate")
        case .agree: Word("签协议", "Agree")
        case .thank: Word("致谢", "Thank")
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
        case .receipt: Word("登记回执", "Receipt")
        case .asking: Word("再次询问客户", "Asked again")
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
        case .caseReplyReturned: Word("回复未发出，退回草稿", "reply not sent, a draft again")
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
        case .caseImported: Word("历史工单导入", "brought in closed")
        case .caseAmended: Word("按外部系统更正", "corrected from outside")
        case .caseSuspended: Word("挂起", "suspended")
        case .caseResumed: Word("恢复", "resumed")
        case .caseTransferred: Word("移交", "handed on")
        case .caseTransferSigned: Word("签收移交", "signed for")
        case .caseTransferReturned: Word("退回移交", "handed back")
        case .caseTransferReported: Word("结果反馈移交人", "result back to whoever handed it on")
        case .caseEntrusted: Word("改派首问责任", "first receiver's duty passed on")
        case .investigatorNamed: Word("交由调查", "investigator named")
        case .stepSkipped: Word("变通：略过一步", "a step left out")
        case .caseOffered: Word("分派", "offered")
        case .caseTaken: Word("接单", "taken on")
        case .caseOfferRefused: Word("拒接", "offer refused")
        case .caseOfferLapsed: Word("未及时接单", "offer lapsed")
        case .casePooled: Word("转入待分派", "waits to be assigned")
        case .attachmentAdded: Word("上传附件", "files attached")
        case .attachmentVoided: Word("附件作废", "attachment declared void")
        case .attachmentInfected: Word("附件发现病毒，已隔离", "attachment infected, kept away")
        case .attachmentErased: Word("清除附件", "attachment erased")
        case .paperPrinted: Word("打印表单", "form printed")
        case .caseAssessed: Word("评估建议", "assessed")
        case .caseThanked: Word("致谢", "thanked")
        case .caseDispatched: Word("派单", "dispatched")
        case .repairTaken: Word("接下维修单", "repair taken")
        case .repairDeclined: Word("退回派单", "repair given back")
        case .caseArrived: Word("到场", "on site")
        case .caseFixed: Word("修好", "repaired")
        case .caseSigned: Word("住户签字", "signed by the resident")
        case .partyNamed: Word("登记当事人", "party named")
        case .caseMediated: Word("调解", "mediated")
        case .caseAgreed: Word("签署协议", "agreement signed")
        case .caseAttributed: Word("判断归属", "ours or not")
        case .caseDetailed: Word("补充细节", "details noted")
        case .caseAskedAgain: Word("再次询问客户", "customer asked again")
        case .answerDoubted: Word("指出答复有误", "answer doubted")
        case .answerCorrected: Word("更正答复", "answer corrected")
        case .answerUpheld: Word("答复无误", "answer stands")
        case .extraServiceGiven: Word("额外服务", "extra service")
        case .serviceQuoted: Word("收费报价", "paid service quoted")
        case .serviceConsented: Word("客户同意收费", "price consented to")
        case .serviceDeclined: Word("客户不同意收费", "price declined")
        case .proposalChosen: Word("客户选择方案", "customer chose a proposal")
        case .correctiveTaken: Word("开纠正措施单", "corrective action taken")
        case .correctiveDone: Word("完成纠正措施", "corrective action done")
        case .correctiveVerified: Word("验证纠正措施", "corrective action verified")
        case .slipSent: Word("发出督办/协作单", "slip sent")
        case .slipAccepted: Word("接受督办/协作单", "slip accepted")
        case .slipDeclined: Word("退回督办/协作单", "slip declined")
        case .slipUrged: Word("催办", "urged")
        case .slipDone: Word("督办/协作完成", "slip done")
        case .slipVerified: Word("核实督办/协作", "slip verified")
        case .slipSentBack: Word("督办/协作退回重办", "slip sent back")
        case .caseHandedUp: Word("上交总部", "handed up to headquarters")
        case .caseHandedBack: Word("总部答复门店", "answered by headquarters")
        case .caseCategorised: Word("更正类别", "category set")
        case .caseMerged: Word("合并", "merged")
        case .caseUnmerged: Word("撤销合并", "merge taken back")
        case .caseSplit: Word("拆分", "split")
        case .caseLinked: Word("关联", "linked")
        case .caseStudied: Word("案例分析", "case study")
        case .qualityIssueNoted: Word("质量问题登记", "quality issue noted")
        case .problemOpened: Word("问题立项", "problem opened")
        case .problemFollowed: Word("跟进立项", "problem followed up")
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
        case .contactDialled: Word("主动去电", "called out")
        case .contactFollowedUp: Word("已跟进", "followed up")
        case .contactFlagged: Word("通话过长", "contact too long")
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
        case .receiptSent: Word("回执已发给客户", "receipt sent to the customer")
        case .receiptTold: Word("回执已告知客户", "receipt told to the customer")
        case .receptionEntered: Word("登记渠道", "channel entered")
        case .receptionChanged: Word("修改渠道登记", "channel changed")
        case .receptionArranged: Word("渠道负责人变更", "holder of the channel changed")
        case .receptionVerified: Word("核对渠道", "channel verified")
        case .receptionUncovered: Word("渠道有时段无人值守", "channel has uncovered hours")
        case .receptionCovered: Word("渠道值守已补齐", "channel is covered again")
        case .receptionClosed: Word("停用渠道", "channel closed")
        case .receptionReopened: Word("恢复渠道", "channel reopened")
        case .mailboxEntered: Word("登记邮箱", "mailbox entered")
        case .mailboxChanged: Word("修改邮箱设置", "mailbox changed")
        case .mailboxFailed: Word("邮箱收取失败", "mailbox cannot be fetched")
        case .mailboxRecovered: Word("邮箱恢复收取", "mailbox is fetched again")
        case .letterReceived: Word("收到邮件", "letter received")
        case .letterHandedOn: Word("邮件改由同事答复", "letter handed to a colleague")
        case .letterAnswered: Word("邮件已答复", "letter answered")
        case .letterAcknowledged: Word("自动回执已发", "automatic receipt sent")
        case .letterPassedOn: Word("邮件登记为工单", "letter made a case")
        case .letterClosed: Word("邮件无需答复", "letter needs no answer")
        case .letterSent: Word("发出邮件", "letter sent")
        case .letterReturned: Word("邮件未送达", "letter not delivered")
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
        case .numbersSoughtTooOften: Word("按号码查找过多", "too many numbers looked for")
        case .importStarted: Word("开始导入", "import started")
        case .importPublished: Word("整批发布导入", "import published")
        case .importEnded: Word("导入结束", "import ended")
        case .importCancelled: Word("取消导入", "import cancelled")
        case .exportRequested: Word("申请导出", "export requested")
        case .exportDecided: Word("审批导出", "export decided")
        case .exportProduced: Word("生成导出", "export produced")
        case .exportDownloaded: Word("下载导出", "export downloaded")
        case .exportDestroyed: Word("销毁导出", "export destroyed")
        case .signedIn: Word("登录", "signed in")
        case .staffChanged: Word("人员变更", "staff changed")
        case .presenceBegan: Word("上班", "on duty")
        case .presenceAway: Word("暂离", "away")
        case .presenceBack: Word("回岗", "back")
        case .presenceEnded: Word("下班", "off duty")
        case .lineChanged: Word("业务线变更", "line changed")
        case .delegated: Word("授权代理", "delegated")
        case .delegationEnded: Word("代理结束", "delegation ended")
        case .digestSubmitted: Word("提交投诉分类统计", "complaint digest submitted")
        case .digestRead: Word("签收投诉分类统计", "complaint digest signed for")
        case .dayDigestMade: Word("客户意见日汇总", "summary of the day")
        case .dayDigestRead: Word("阅签日汇总", "summary of the day read")
        case .unsolvedListed: Word("未解决投诉报送", "unsolved complaints reported")
        case .unsolvedRead: Word("阅签未解决投诉", "unsolved complaints read")
        case .weekDigestMade: Word("客户意见周排名", "ranking of the week")
        case .weekDigestRead: Word("阅签周排名", "ranking of the week read")
        case .digestDue: Word("投诉分类统计到期应填", "complaint digest is due")
        case .countermeasurePlanned: Word("列入改进措施", "countermeasure planned")
        case .countermeasureDone: Word("改进措施完成", "countermeasure carried out")
        case .countermeasureChecked: Word("改进措施有效", "countermeasure worked")
        case .countermeasureReopened: Word("改进措施重办", "countermeasure reopened")
        case .countermeasureDropped: Word("撤销改进措施", "countermeasure dropped")
        case .sampleDrawn: Word("抽取抽查件", "sample drawn")
        case .caseSampled: Word("抽中，待总部核实", "drawn to be checked")
        case .sampleTried: Word("抽查联系未果", "check: nobody reached")
        case .sampleVerified: Word("抽查核实", "checked by headquarters")
        case .categoryTrainingAsked: Word("要求重新学习类别", "category training asked for")
        case .categoryTrained: Word("类别学习完成", "category training done")
        case .categoryHintsSwitched: Word("开关类别提示", "category hints switched")
        }
    }
}

extension CustomerGrade {
    var word: Word {
        switch self {
        case .key: Word("重点客户", "key")
        case .ordinary: Word("普通客户", "ordinary")
        case .general: Word("一般客户", "general")
        case .trial: Word("试用客户", "trial")
        case .outOfTerm: Word("服务期外", "out of term")
        }
    }
}

extension Case.Attribution.Verdict {
    var word: Word {
        switch self {
        case .ours: Word("我方", "ours")
        case .notOurs: Word("非我方", "not ours")
        case .unclear: Word("待查", "unclear")
        }
    }
}

extension Case.Outcome {
    var word: Word {
        switch self {
        case .solved: Word("已解决", "solved")
        case .partlySolved: Word("部分解决", "partly solved")
        case .expectationUnmet: Word("期望未满足", "expectation unmet")
        case .unfounded: Word("不成立", "unfounded")
        case .answered: Word("已答复", "answered")
        case .adopted: Word("已采纳", "adopted")
        case .declined: Word("未采纳", "declined")
        case .referred: Word("已转介", "referred")
        case .feeDeclined: Word("不同意收费", "price declined")
        case .withdrawn: Word("已撤回", "withdrawn")
        case .merged: Word("已合并", "merged")
        }
    }
}

extension RepairOrder.Kind {
    var word: Word {
        switch self {
        case .warranty: Word("保修", "warranty")
        case .paid: Word("有偿", "paid")
        case .common: Word("公共", "common parts")
        }
    }
}

extension Case.Answer {
    var word: Word {
        switch self {
        case .accepted: .answerAccepted
        case .partly: .answerPartly
        case .refused: .answerRefused
        }
    }
}

extension DisputeParty.Role {
    var word: Word {
        switch self {
        case .claimant: Word("申请方", "claimant")
        case .respondent: Word("被申请方", "respondent")
        case .thirdParty: Word("第三方", "third party")
        }
    }
}
