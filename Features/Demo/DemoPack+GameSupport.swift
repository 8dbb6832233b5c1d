import Handbook

extension DemoPack {
    static let gameSupport = DemoPack(
        code: "game-support", organisation: "乐游网络客服部",
        units: [
            DemoUnit("kefu", "客服部", .department), DemoUnit("a", "A组", .group, under: "kefu"),
            DemoUnit("b", "B组", .group, under: "kefu"), DemoUnit("c", "C组", .group, under: "kefu"),
        ],
        people: [
            DemoPerson("wangfang", "王芳", "agent", "a", desk: true),
            DemoPerson("majun", "马俊", "hotline-agent", "a", desk: true),
            DemoPerson("zhuyan", "朱妍", "agent", "b", desk: true),
            DemoPerson("hulin", "胡琳", "vip-agent", "b", desk: true),
            DemoPerson("guobin", "郭斌", "agent", "c", desk: true),
            DemoPerson("xiaoyue", "肖月", "agent", "c", desk: true, isNewcomer: true),
            DemoPerson("liangchen", "梁晨", "team-leader", "kefu"),
            DemoPerson("songjia", "宋佳", "team-leader", "kefu"),
            DemoPerson("tangwei", "唐伟", "supervisor-assistant", "kefu"),
            DemoPerson("xiejing", "谢静", "service-specialist", "kefu"),
            DemoPerson("hanfei", "韩飞", "technical-lead", "kefu"),
            DemoPerson("luohao", "罗浩", "supervisor", "kefu"),
            DemoPerson("dongxue", "董雪", "manager", "kefu"),
            DemoPerson("yuanbo", "袁博", "senior-manager", "kefu", reads: .never),
            DemoPerson("tianyu", "田雨", "records", "kefu"),
            DemoPerson("fengqiang", "冯强", "executive", "kefu", reads: .late),
            DemoPerson("admin", "杨工", "administrator", "kefu"),
        ],
        customer: "玩家",
        channels: [(.chat, 48), (.phone, 28), (.web, 14), (.email, 8), (.letter, 1), (.hotline12345, 1)],
        places: ["华东一区", "华南二区", "青云服", "烽火服", "跨服战区"], firms: [], memberPrefix: "UID",
        departments: [
            "客服操作": "客服部", "规则说明不清": "运营部", "程序缺陷": "研发部", "服务器故障": "运维部", "支付渠道": "支付部",
            "运营活动设计": "运营部", "推广人员承诺": "市场部", "玩家误解": "客服部", "外部原因": "客服部",
        ],
        culprits: ["活动策划 阿哲", "值班运维 老范", "客户端程序 阿凯", "支付对接 小邵", "推广组 小贺", "夜班客服 小白"],
        referrals: [
            (party: "应用商店客服", reason: "由应用商店扣款，退款须向商店申请"), (party: "平台方账号中心", reason: "平台账号的密保由平台管理"),
        ],
        handsOnTo: ["agent", "hotline-agent", "service-specialist"],
        loans: [
            DemoLoan(from: "dongxue", to: "xiejing", began: 15, days: 3, reason: "外出参加行业展会"),
            DemoLoan(from: "liangchen", to: "wangfang", began: 1, days: 4, reason: "调休"),
        ],
        tempo: .hotline, scenarios: gameSupportScenarios,
        lines: [
            DemoLine(name: "普通线", method: .leastLoad), DemoLine(name: "VIP线", grades: [.key]),
            DemoLine(name: "推广线", categories: ["推广行为", "活动奖励"]),
        ], board: ["vip-agent": "VIP线", "agent": "普通线"],
        offers: ["老玩家回归礼包", "新版本首充活动告知", "周年庆预约邀请"])
}
