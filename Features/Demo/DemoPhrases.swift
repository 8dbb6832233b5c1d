import Handbook
import Kernel

/// What people of a service department write every day. `{customer}`, `{name}`, `{product}`, `{subject}` and `{remedy}`
/// stand for this time's.
enum DemoPhrases {
    static let replies = [
        "{name}您好，您反映的“{subject}”已经收到，由我负责到底。我们马上核实，有结果第一时间告诉您。",
        "{name}您好，非常抱歉给您添麻烦了。您说的情况我已逐条记下，接下来先查清原因，再和您商量处理办法。",
        "{name}您好，感谢您及时告诉我们。此事已经登记，下一步由专人核查，期间有任何问题都可以直接找我。",
        "{name}您好，让您着急了，对不起。我先把{product}的情况核对清楚，约定时间内一定给您回话。",
    ]

    /// The department's quick texts, with the blanks of `QuickText.Blank`.
    static let quickTexts = [
        ("已收到", "{称呼}您好，您反映的“{事由}”已收到，单号 {单号}，由我负责跟进，有结果第一时间告诉您。"),
        ("安抚致歉", "{称呼}，给您添麻烦了，实在抱歉。我先把情况核实清楚，再和您商量怎么处理。"),
        ("约定回话时间", "{称呼}您好，{事由}一事还需核实，我会在 {期限} 前给您回话。"),
        ("请补充照片", "{称呼}您好，麻烦您把{商品}的照片和购买凭证发给我们，方便尽快核对。"),
        ("处理结果", "{称呼}您好，处理办法是：{方案}。您看这样可以吗？有任何问题随时找我，{我}。"),
    ]

    static let clockFile = "门口考勤机本月.csv"
    static let clockName = "门口考勤机"
    static let forgotClock = "下班时处理玩家投诉，忘记打卡"
    static let forgotProof = "门口监控、系统退出记录"
    static let agreed = "同意"
    static let brokenHeadset = "耳麦有杂音，已报行政更换"
    static let leavePostReason = "去楼下取快递"
    static let overtimeReason = "版本更新，玩家来电增多"

    static let commands = ["先接等待中的来电，充值问题优先", "到机房陪同网络检修", "把今天的活动说明发给全组"]
    static let commandDone = "等待的来电已全部接完"
    static let reportResults = "协助南京西路店处理一件退换货"
    static let reportProblems = "两家门店的会员资料不全，无法回访"
    static let reportPlans = ["催收两家门店的会员资料", "回访上周办结的投诉", "整理换季投诉案例"]
    static let reportComment = "资料的事我来与区域沟通。"

    static let pledges = ["告知调查结果和处理办法", "电话答复核查情况", "给出明确的处理意见", "回电说明原因"]

    static let renewals = [
        "已去电说明：核查还差一项记录，与{customer}另约时间，{customer}表示理解。",
        "已去电致歉：相关部门的回复未到，约定新的答复时间。",
        "时间将到仍未查清，先行告知进度，{customer}同意再等一等。",
    ]

    static let progress = [
        "已去电告知进展：{product}的情况正在核实，暂无定论，稍后再报。", "告知{customer}：方案已报上级，批下来即办。",
        "向{customer}通报进展，说明还在等相关部门的记录。", "去电告知当前进度和下一步安排，{customer}无异议。",
    ]

    static let thanks = ["{name}您好，谢谢您的建议，您的意见让我们做得更好。", "{name}您好，感谢您抽时间告诉我们，欢迎继续监督。"]

    static let materials = ["无", "密封圈 2 个", "排水软管 1 根", "空气开关 1 只", "LED 灯管 2 支", "水泥与防水涂料"]

    static let counterclaims = ["愿意配合，希望对方也体谅", "认为责任不全在己方", "同意协商，请居中说明情况"]

    static let neighbours = ["沈国平", "冯丽华", "蒋大伟"]
    static let sessionPlaces = ["服务中心会谈室", "社区调解室", "楼栋大堂"]

    static let notes = [
        "{customer}说下午方便接电话。", "已调取当日记录备查。", "照片和凭证已存档。", "{customer}情绪已平复，愿意配合核实。", "同事反映近一周有类似情况，留意。",
    ]

    static let revealReasons = ["回电核实情况", "约定上门时间", "回访联系", "短信无人回复，改用电话联系"]

    static let foundedReasons = [
        "记录与{customer}所述一致，问题属实，要求合理。", "凭证齐全，情况属实，责任在我方。", "现场核对无误，{customer}的要求在规定范围内。",
        "经初步核实，反映的情况存在，应予处理。",
    ]

    static let unfoundedReasons = ["核对记录，处理过程符合公示的规定，投诉不成立。", "现场与记录均未见所述情况，要求缺乏依据。"]

    static let unfoundedReplies = [
        "{name}您好，我们逐项核对了记录，当时的处理符合公示的规定，这次不能按您的要求办理，请您谅解。相关规定和记录可以随时请您过目。",
        "{name}您好，经核查没有发现您所说的情况。给您带来的不便我们很抱歉，如有新的凭证，请随时联系我，我们重新核实。",
    ]

    static let pledgeAgain = "重新办理后回电"
    static let statement = "当时按通常做法办理，未再核对，愿意改正。"
    static let penaltyBasis = "员工奖惩办法第 12 条"
    static let effects = ["一次办清，不留尾巴", "见效快，需持续跟进", "同类问题一并消除"]
    static let benefits = ["{customer}当天即可解决，不再往返", "弥补{customer}的损失，挽回信任", "从根上消除同类问题", "费用小，见效快", "给{customer}多一种选择"]

    static let decisions = [
        "同意，按此办理，办结后专人回访。", "同意。请向{customer}当面致歉，落实后报我。", "照此执行，同时排查同类情况。", "同意该方案，注意时限。",
        "可行。费用从部门服务费中列支。",
    ]

    static let solutions = ["{remedy}，已全部落实，并向{customer}说明原因。", "{remedy}，今日办理完毕，凭证已存档。", "已办妥：{remedy}。"]

    static let compensationReasons = ["弥补{customer}往返之劳", "因我方过失，表示歉意", "修复与{customer}的关系", "抵偿耽误的时间"]

    /// What F-16 asks of a compensation that was delivered.
    static let budget = "客户关系维护费"
    static let receiver = "客户本人"

    static func proof(of kind: CompensationKind, on number: String) -> String {
        switch kind {
        case .refund: "原路退款回单 TK\(number.suffix(5))"
        case .coupon, .points: "会员账户入账截图 \(number.suffix(5))"
        case .gift, .exchange, .repair: "签收单 QS\(number.suffix(5))"
        case .apology: "致歉函签收回执"
        }
    }

    static let acceptedAnswers = ["认可，谢谢。", "可以，就这么办。", "没问题，处理得挺快。", "{customer}确认已解决。", "接受，希望以后别再发生。"]

    static let refusedAnswers = ["不认可，觉得没有解决根本问题。", "只同意一部分，要求再考虑补偿。", "不接受，认为责任没有说清楚。"]

    static let furtherRemedies = ["在前一方案上加派专人陪同办理：", "听取意见后调整：", "由经理出面协商："]

    static let askedDetail = "客户已说明"

    static let oursBecause = "所用产品在服务期内，属我方问题"

    static let visitNotes = ["确认已解决，表示满意。", "问题未再出现，对处理速度满意。", "已解决，建议以后主动告知进度。", "满意，愿意继续选择我们。", "确认收到，没有其他意见。"]

    static let missedVisitNotes = ["无人接听，改时间再打。", "电话关机，已发短信。"]

    static let unsolvedNotes = ["又出现了同样的问题，要求重新处理。", "说只好了一半，希望彻底解决。"]

    static let evaluations = [
        "受理及时，原因查明，{customer}满意。", "处理符合手册，沟通到位，措施已落实。", "整体顺利，答复可以更早一些。", "责任认定清楚，整改已完成，效果良好。",
    ]

    static let penalties = ["口头提醒", "部门内通报", "书面检讨", "不予处理"]

    static let penaltyReasons = ["依员工服务规范，首次发生且及时纠正", "当事人已认识到问题并整改", "属流程问题，由部门改进流程", "管理提醒不到位，负领导责任"]

    static let complaintLine = "投诉线"
    static let enquiryLine = "咨询线"
    /// As the game pack names them.
    /// What comes up at the end of a shift, and what became of it.
    static let shiftMatters = [
        "充值回调时好时坏，研发在查，遇到先记单号", "周六维护公告改到 6 点，玩家来问按新时间答", "活动页奖励图标显示错误，已报产品",
    ]
    static let shiftMatterClosing = "研发已修复，抽查三笔正常"
    static let shiftFault = "三号位耳机左声道没声音"
    static let shiftObjection = "柜子钥匙少一把，没有写明在谁手里"
    static let shiftAnswer = "钥匙在罗浩处，已登记，下次交班写明"
    static let shiftOther = "茶水间饮水机换了滤芯"
    static let leaveReason = "带孩子看病"
    static let leaveOpinion = "有人顶班，同意"
    static let swapReason = "去房管局过户，只能工作日办"
    static let swapBriefing = "两位玩家约了下午回电，单号写在交接本里"
    static let swapOpinion = "人手够，同意"
    static let dutySkill = "上岗培训"
    static let dayOnDayOff = "上1休1"
    static let skills = ["普通话", "粤语", "英语", "上海话", "产品知识", "退换货政策"]
    static let earlyShift = "早班到岗"
    static let offerRefusals = ["正在处理另一起投诉，预计半小时", "不熟悉这一类业务，请转同事"]
    static let callBacks = ["半小时内回电答复", "核实后马上回电", "查到结果就给您回电"]
    static let noSpecialNeeds = "无"

    static let noPenaltyReasons = ["非员工过失，不予处理", "属{customer}咨询，无过失"]

    static let escalations = ["{customer}要求与负责人通话，超出本人权限", "涉及多个部门，一线协调不动", "{customer}情绪激动，需上级出面"]

    static let transferReasons = ["需要专业人员到场处理", "本班已下班，由下一班续办", "该事项归口对方负责"]

    static let knownFacts = ["情况已核实，{customer}已获首次答复；未作其他承诺。", "凭证已上传，{customer}希望今天有结果。", "已安抚，{customer}情绪平稳，期限见工单。"]

    static let returnReasons = ["经看不属本岗职责，请改转对口同事", "资料不全，请补齐凭证后再转"]

    static let categoriesOfGoods = ["商品质量", "尺码款式", "退换货", "价格促销"]

    /// What F-12 asks of goods, another for every case.
    static func fact(_ name: String, of number: String, on day: Day) -> String? {
        let count = Int(number.suffix(5)) ?? 0
        return switch name {
        case "商品编码": "YS26\(1000 + count % 9000)"
        case "颜色/尺码": ["黑 170/92A", "米白 165/88A", "藏青 175/96A", "卡其 160/84A"][count % 4]
        case "购买日期": day.advanced(by: -(2 + count % 12)).description
        case "批次": "26\(10 + count % 3)-\(1 + count % 4)"
        case "小票号": "0\(310_000 + count * 7)"
        case "软件版本", "安装包版本": "V12.\(count % 6).\(count % 4)"
        case "购买金额": "\(159 + count % 9 * 80).00"
        default: nil
        }
    }

    /// What a customer is told when their case rests, and why it has to rest longer than the handbook lets it.
    static func suspensionNotice(_ reason: PauseReason) -> String {
        switch reason {
        case .awaitingParts: "{name}您好，所需配件正在调货，到货前先暂停办理，到期我们主动联系您，请放心。"
        case .awaitingCustomer: "{name}您好，需要您补充凭证后才能继续，收到后立即恢复办理，感谢配合。"
        case .awaitingThirdParty, .awaitingAuthority:
            "{name}您好，核查由第三方进行，出结果需要几天，我们会在约定日期前给您回话。"
        }
    }

    static func tooLongReason(_ reason: PauseReason) -> String {
        switch reason {
        case .awaitingParts: "配件由国外调货，厂家书面告知需二十天"
        case .awaitingCustomer, .awaitingThirdParty, .awaitingAuthority: "核查机构排期已满，最早三周后出报告"
        }
    }

    static let causeReasons = ["责任方为外部单位，具体责任人须待对方回函认定，先行处理不让{customer}久等"]
    static let timeReasons = ["须等厂家到货后才能办结，{customer}已知情并同意", "{customer}出差在外，约定回来后再确认"]
    static let noviceReasons = ["新到岗当班，手册将于今日读完签收，现场{customer}等候，请准予先行受理"]
    static let grants = ["情况属实，准予一次。", "同意，注意跟进并告知{customer}。", "同意。事后补齐记录。"]
    static let declines = ["不同意，请在手册规定的期限内与对方约定日期，到期再议。"]

    static let withdrawals = ["{customer}来电说问题已自行解决，撤回", "{customer}表示误会一场，不再要求处理", "重复登记，{customer}同意撤回本单"]
    static let reopenings = ["{customer}来电反映同样的问题再次出现", "办结后又出现反复，{customer}要求重新处理"]
    static let reportsToManager = ["已电话报告经理：基本情况、影响范围和已采取的措施。", "已当面报告，经理要求两小时内先稳住现场。"]
    static let noChangeReason = "本期客户反馈与执行情况已逐条对照，现行条款适用，暂不修订；半年后再评。"
    static let attestations = ["抽查五份，记录客观，无带情绪的描述。", "逐单核对，未办结的均已写入交接。", "已核对，情况正常。", "抽查在办工单，时限与答复均有记录。"]
    static let failedAttestations = ["抽查发现一份记录掺杂个人评价，已当面纠正。", "有一单未写入交接，已补记并提醒当班人员。"]

    // Calls, messages, customers on file, channels
    static let callAnswers = [
        "已说明办理步骤和所需凭证，{customer}表示清楚。", "按规定答复，{customer}满意。", "告知门店和客服的联系办法，{customer}自行办理。",
        "已代为查询并当场答复。",
    ]
    // Calls of our own, and the lines of the diary
    static let ownCallAnswers = ["已说明来意，{customer}清楚了。", "逐项说明，{customer}记下了办理办法。", "{customer}问了两个问题，已当场答复。"]
    static let ownCallLeft = "客服热线与办理截止日期"
    static let noSecondContact = "无"
    static let visitAbout = "回访："
    static let serviceSubjects = ["告知{product}到货，约取货时间", "核对{customer}登记的联系办法", "告知处理进度并约下次答复"]
    static let diary: [(text: String, answer: String, followUp: String, due: Duration?)] = [
        ("询问营业和服务时间", "已告知，节假日照常", "", nil),
        ("询问办理进度", "查到后续步骤，已说明", "办好后电话告知", .hours(26)),
        ("要一份办理说明", "答应发送", "把办理说明发给客户", .hours(4)),
        ("提出一条建议", "致谢并记录", "转有关部门，周内给客户回话", .hours(72)),
        ("核对登记的地址和电话", "已更正", "", nil),
        ("约定上门的时间", "约在后天上午", "前一天下午再确认一次", .hours(22)),
        ("询问发票怎样补开", "说明所需凭证", "请财务查询并回电", .hours(8)),
    ]
    // Reports, slips, quality issues, problems, standard answers
    static let month = (
        problems: "本月投诉集中在商品质量与承诺未兑现两类，合计超过半数；节前备货期间答复时限偏紧。",
        causes: "到货抽检比例偏低，同批问题流入门店；外包环节无人跟催，承诺到期前没有提醒。",
        measures: [
            "到货抽检比例由百分之二提高到百分之五，批次问题当日下架", "承诺登记后到期前一天由承办人主动告知进度",
            "每周一晨会通报上周未按时的工单并说明原因",
        ]
    )
    static let measureDone = "已按措施执行，台账和照片已归档。"
    static let measureWorked = "同类投诉较上月下降，抽查十件均已落实，措施有效。"
    static let measureFailed = "只落实了一半，夜班没有执行，须补训后再看。"
    static let technicalCauses = ["商品缺陷", "批次问题", "产品缺陷", "程序缺陷", "服务器故障", "系统故障", "数据错误", "质量问题"]
    static let issueAnswer = "品管部已调取留样复检，同批剩余商品停售待查。"
    static let issueOutcome = "复检不合格，整批退回供应商，已付款的逐一联系退换。"
    static let problemMeasure = "由责任部门修订作业办法，连续四周抽查，结果报经理。"
    static let studyCourse = "接诉后当日安抚并核实，先后提出两套方案，逐一说明依据，最终由经理出面协商。"
    static let standardAnswer = "非常抱歉给您带来麻烦。我们已查明原因，由我负责到底；今天就为您办理，办好后我再打电话向您确认。"
    static let slipMatters = [
        "请核查同批商品并于今日书面答复处理意见，附检测照片。", "请调取当日记录，说明经过并提出整改办法。", "{customer}要求尽快有结果，请派专人核实并反馈。",
    ]
    static let slipAnswers = ["已核查，确属我部责任，已整改并附照片。", "已查明经过，处理意见见附件，当事人已约谈。"]

    static let callbackPromise = "核实后回电说明处理办法"
    static let messageHandled = "已与来电人联系，事情办妥。"
    static let firms = ["远航贸易有限公司", "晨星幼儿园"]
    static let contactPosts = ["行政主管", "设备管理员"]
    static let address = "人民路 100 号 8 楼"
    static let consentSource = "建档时当面询问"
    static let household = "3 号楼 1502 室"
    static let nightCaller = "白天上夜班休息，请 18:00 以后联系"
    static let nightNumber = "夜间"
    static let officeNumber = "单位"
    static let blockReason = "客户要求不再主动联系"
    static let erasureReason = "客户书面要求删除个人信息"
    static let published = "官网、门店公示牌"
    static let receptionStandard = "三声内接起，当场答复或 30 分钟内回电"
    static let receptionForward = "转备岗，备岗不在转值班主管"
    static let hotlineName = "客服热线"
    static let mailName = "客服邮箱"
    static let mailAddress = "service@example.cn"
    static let letters:
        [(
            subject: String, name: String, address: String, text: String, kind: MailLetter.Kind, minutesAgo: Int
        )] = [
            (
                "上周订的东西还没有收到", "沈小曼", "shenxm@example.com",
                "您好：\n\n我上周三下的单，说好三天内送到，到今天还没有消息。\n请告诉我现在在哪里，什么时候能到。\n\n沈小曼", .personal, 190
            ),
            (
                "能不能开电子发票", "顾先生", "gu.office@example.com",
                "请问购买以后能补开电子发票吗？抬头是我们单位，需要提供什么资料？\n谢谢！", .personal, 35
            ),
            ("自动回复：我在休假", "李工", "li@example.com", "我在休假，9 日回来后回复您的来信。", .automatic, 120),
            ("本月行业快讯", "行业快讯", "news@example.net", "本月要闻三则……", .list, 600),
        ]
    static let hotlineHours = "每天 08:00-20:00"
    static let mailHours = "周一至周五 09:00-18:00"
    static let chatHours = "每天 09:00-21:00"
    static let chatCovered = "每天 09:00-18:00"
    static let chatName = "企业微信客服"
    static let chatAddress = "微信搜索“客服中心”"

    static func anonymous(_ number: String) -> String { "已匿名客户 \(number)" }
}
