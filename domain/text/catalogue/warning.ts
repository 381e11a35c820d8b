import type { Sentences } from '../sentences';

/** Faults of a document of a feed of warnings. */
const FEEDS = {
  'feed-too-large': {
    'zh-CN': '文件有 {bytes} 字节，超过上限 {most} 字节，没有读取。请让来源只提供正在生效的预警。',
    en: 'The document has {bytes} bytes; at most {most} are read. Ask the feed for fewer warnings.',
  },
  'feed-too-deep': {
    'zh-CN': '文件嵌套超过 {most} 层，预警不需要这样，没有读取。',
    en: 'The document nests deeper than {most}: no feed needs that, refused.',
  },
  'feed-too-many-tags': {
    'zh-CN': '文件的标签、属性和字符引用超过 {most} 个，没有读取。',
    en: 'The document has over {most} tags, attributes and character references: refused.',
  },
  'feed-tag-too-long': {
    'zh-CN': '文件中有一个标签超过 {most} 个字符，没有读取。',
    en: 'A tag of the document is longer than {most} characters: refused.',
  },
  'feed-too-many-items': {
    'zh-CN': '列表有 {count} 条，只读取前 {most} 条。请让来源少给一些。',
    en: 'The list has {count} entries: only the first {most} are read. Ask the feed for fewer.',
  },
  'feed-too-many-areas': {
    'zh-CN': '预警列出 {count} 个地区，只读取前 {most} 个；其余的请人工核对原文。',
    en: 'The warning names {count} areas: only the first {most} are read. See the text for the others.',
  },
  'feed-cut': {
    'zh-CN': '“{field}”超过 {most} 个字，已截短。',
    en: '"{field}" is longer than {most} characters: cut.',
  },
  'feed-encoding': {
    'zh-CN': '文件不是 UTF-8 或 GB18030 编码的文字，请存成 UTF-8。',
    en: 'The document is text in neither UTF-8 nor GB18030: save it as UTF-8.',
  },
  'feed-other-encoding': {
    'zh-CN': '文件声明的编码是 {declared}，实际是 {found}，已按实际编码读取。',
    en: 'The document declares {declared} but is written in {found}: read as that.',
  },
  'feed-empty': {
    'zh-CN': '文件是空的：什么也没收到，或者没有收全。',
    en: 'The document is empty: nothing arrived, or not all of it.',
  },
  'feed-not-json': {
    'zh-CN': '文件不是完整的 JSON，可能没有收全。',
    en: 'The document is not JSON, perhaps because it is cut short.',
  },
  'feed-not-xml': {
    'zh-CN': '文件不是完整的 XML，第 {line} 行有错，可能没有收全。',
    en: 'The document is not well-formed XML: see line {line}. Perhaps it is cut short.',
  },
  'feed-unreadable-xml': {
    'zh-CN': '文件无法按 XML 读取，可能没有收全。',
    en: 'The document cannot be read as XML, perhaps because it is cut short.',
  },
  'feed-doctype': {
    'zh-CN': '文件带有 DOCTYPE 或自定义实体，预警不需要这些，没有读取。',
    en: 'The document has a DOCTYPE or entities of its own: no feed needs them, refused.',
  },
  'feed-table': {
    'zh-CN': '这是表格（CSV），不是预警文件。请提供来源给出的 JSON 或 XML。',
    en: 'This is a table (CSV), not a feed of warnings: give the JSON or XML of the feed.',
  },
  'feed-unknown-format': {
    'zh-CN': '认不出文件的格式。能读的格式有：{formats}；手写的预警用 YAML 或 JSON。',
    en: 'The document is in none of the formats that are read ({formats}), nor a warning written by hand in YAML.',
  },
  'feed-other-format': {
    'zh-CN': '文件不是“{format}”格式。',
    en: 'The document is not in the format {format}.',
  },
  'feed-no-such-format': {
    'zh-CN': '没有名为“{name}”的格式，可选的有：{formats}。',
    en: 'There is no format "{name}"; there are {formats}.',
  },
  'feed-no-file': {
    'zh-CN': '文件打不开，请检查文件名和权限。',
    en: 'The file cannot be opened: check its name and whether it may be read.',
  },
  'feed-no-link': {
    'zh-CN': '目录里的这一条没有指向预警的链接。',
    en: 'The entry has no link to a message.',
  },
  'feed-no-address': {
    'zh-CN': '目录里的“{address}”不是网址。',
    en: '"{address}" is no web address.',
  },
  'feed-no-info': {
    'zh-CN': '预警没有 <info> 部分，不知道警告什么。',
    en: 'The message has no <info>: nothing tells what it warns of.',
  },
  'feed-inline-file': {
    'zh-CN': '预警里夹带的文件超过 {most} 字节，没有读取。',
    en: 'The message holds files of more than {most} bytes: refused.',
  },
  'feed-no-identifier': {
    'zh-CN': '预警没有编号，请联系发布单位。',
    en: 'The warning has no identifier: ask the issuer for one.',
  },
  'feed-long-identifier': {
    'zh-CN': '预警编号超过 {most} 个字符，没有读取。请联系发布单位。',
    en: 'The identifier of the warning is longer than {most} characters: refused. Ask the issuer.',
  },
  'feed-no-time': {
    'zh-CN': '预警没有发布时间、生效时间或开始时间。',
    en: 'The warning has no time of sending, effect or onset.',
  },
  'feed-no-features': {
    'zh-CN': '文件里没有预警列表（features）。',
    en: 'The collection has no list of features.',
  },
  'feed-bad-field': {
    'zh-CN': '“{field}”不能用：{told}',
    en: '"{field}" cannot be used: {told}',
  },
  'feed-not-a-warning': {
    'zh-CN': '它的{what}是“{said}”，不是预警，不需处理。',
    en: 'Its {what} is "{said}": no warning, and nothing to be done.',
  },
  'feed-below-warning': {
    'zh-CN': '级别为绿色（无须预警），不需处理。',
    en: 'Its level is green: nobody has to be warned.',
  },
  'feed-cancels-nothing': {
    'zh-CN': '解除的是哪一条预警，报文里没有说。请核对原文；要解除的，请在预警页面上解除。',
    en: 'It cancels a warning that it does not name. See the text; end the warning by hand if it is over.',
  },
  'feed-unknown-hazard': {
    'zh-CN': '“{name}”不在规则所列的灾种中，按“其他”处理。',
    en: '"{name}" is none of the hazards that rules speak of: taken for other.',
  },
  'feed-bad-time': {
    'zh-CN': '“{field}”写的是“{text}”，不是时间，已略去。',
    en: 'The time "{field}" reads "{text}", which is no time: left out.',
  },
  'feed-missing-time': {
    'zh-CN': '没有发布时间，按 {at} 处理。',
    en: 'The time of sending is missing: taken to be {at}.',
  },
  'feed-clock-skew': {
    'zh-CN': '发布时间 {sent} 晚于收到时间 {received}，请核对双方的时钟。',
    en: 'Sent at {sent}, which is after it was received ({received}): check both clocks.',
  },
  'feed-expires-before-onset': {
    'zh-CN': '报文在天气开始之前失效，不把它当作结束时间。',
    en: 'The message lapses before the weather begins: that is not taken for its end.',
  },
  'feed-ends-before-onset': {
    'zh-CN': '结束时间 {end} 早于开始时间 {onset}，按结束时间不明处理。',
    en: 'The end {end} is before the onset {onset}: taken to be unknown.',
  },
} as const satisfies Sentences;

/** Why a feed could not be fetched; never with its address, which can hold a key. */
const FETCHING = {
  'fetch-status': {
    'zh-CN': '来源返回 {status}，请与来源方联系。',
    en: 'It answered {status}: ask whoever runs the feed.',
  },
  'fetch-too-slow': {
    'zh-CN': '来源没有按时回应。',
    en: 'It does not answer in time.',
  },
  'fetch-unreachable': {
    'zh-CN': '连不上来源（{reason}），请检查网络和地址。',
    en: 'It cannot be reached ({reason}): check the network and the address.',
  },
  'fetch-too-large': {
    'zh-CN': '来源发来的内容超过 {most} 字节。',
    en: 'It sends more than {most} bytes.',
  },
  'fetch-unreadable': {
    'zh-CN': '来源发来的内容读不懂，原文已交值班员。',
    en: 'It sends something that cannot be read; the duty officer has the text.',
  },
  'fetch-not-taken': {
    'zh-CN': '来源发来的内容无法保存（{reason}），请查看流程进程的日志。',
    en: 'What it sent could not be taken ({reason}): see the log of the workflows process.',
  },
  'fetch-no-setting': {
    'zh-CN': '缺少环境设置 {setting}，预警来源的列表里用到了它。',
    en: 'The environment does not have the setting {setting}, which the list of feeds names.',
  },
  'fetch-too-many-hops': {
    'zh-CN': '来源转来转去超过 {most} 次。',
    en: 'It redirects more than {most} times.',
  },
  'fetch-bad-redirect': {
    'zh-CN': '来源要转到别处，却没有给出可用的地址。',
    en: 'It leads to what is no address.',
  },
  'fetch-other-host': {
    'zh-CN': '来源要转到列表之外的服务器，已拒绝。确属来源方的，请加入 fileHosts。',
    en: 'It leads to a server that is not in fileHosts: refused. Add it there if it is the feed’s.',
  },
  'fetch-not-https': {
    'zh-CN': '来源要转到不加密的地址，已拒绝。',
    en: 'It leads to an address that is not https: refused.',
  },
  'fetch-inside': {
    'zh-CN': '来源要转到内部网络的地址，已拒绝。来源确在内部网络的，请设 inside: true。',
    en: 'It leads into a network of one’s own: refused. Set inside: true if the feed stands there.',
  },
} as const satisfies Sentences;

/** Weather warnings, duty questions, drills. */
export const WARNINGS = {
  ...FEEDS,
  ...FETCHING,
  'unknown-event': {
    'zh-CN': '没有编号为 {event} 的生效中的天气过程。',
    en: 'There is no live event {event}.',
  },
  'unknown-alert': {
    'zh-CN': '没有编号为 {alert} 的叫应，或者它不在您的地区。',
    en: 'There is no alert {alert} that concerns your region.',
  },
  'warning-beyond-region': {
    'zh-CN': '这条预警还涉及您管辖范围以外的地方，请由上级处理。',
    en: 'It holds in places that your account does not decide about, too: leave it to your superior.',
  },
  'warning-ended-already': {
    'zh-CN': '结束时间已过。请填写以后的时间，不知道就留空。',
    en: 'It would have ended already: give a later end, or none.',
  },
  'warning-no-area': {
    'zh-CN': '请选择至少一个区县、乡镇或填报单位。',
    en: 'Name at least one county, township or unit.',
  },
  'warning-unknown-area': {
    'zh-CN': '名册里没有这些地区：{codes}。请从名册中选择区县、乡镇或填报单位。',
    en: 'The register has no county, township or unit {codes}.',
  },
  'warning-untold': {
    'zh-CN': '预警已保存，但暂时没能通知叫应；下一条预警到来或下一次查询来源时会自动补上。',
    en: 'It was kept, but the alerts could not be told yet. The next message, or the next poll of a feed, tells them.',
  },
  'warning-untold-push-again': {
    'zh-CN': '预警已保存，但暂时没能通知叫应，请再推送一次。',
    en: 'It was kept, but the alerts could not be told yet. Push it again.',
  },
  'warning-not-taken': {
    'zh-CN': '这条预警无法处理（{reason}），已搁置，其余预警照常处理。请核对原文，需要时人工发布。',
    en: 'This warning could not be taken ({reason}) and is set aside; the others went on. See the text, and raise it by hand if need be.',
  },
  'warning-unreadable': {
    'zh-CN': '文件中有读不懂的内容。原文已保存，已交值班员处理。',
    en: 'Something in the document could not be read. It was kept, and the duty officer is asked.',
  },
  'warning-empty-body': {
    'zh-CN': '没有收到文件，什么也没有保存。',
    en: 'The body holds no document. Nothing was kept.',
  },
  'warning-address-not-allowed': {
    'zh-CN': '发送方的地址不在允许的范围内（WEATHER_HOOK_FROM）。',
    en: 'This address is not in WEATHER_HOOK_FROM.',
  },
  'warning-text-cut': {
    'zh-CN': '原文太长，只保存了前 {kept} 字节。',
    en: 'The text is too long: only its first {kept} bytes are kept.',
  },
  'weather-no-rehearsal': {
    'zh-CN': '“{campaign}”不是演练。正式活动共用实际天气，不要指定活动。',
    en: '"{campaign}" is no rehearsal: live campaigns share the real weather; leave the campaign out.',
  },
  'weather-name-rehearsal': {
    'zh-CN': '模拟器要说明为哪一次演练推送：?from=simulator&campaign=编号。',
    en: 'A simulator names the rehearsal it plays for: ?from=simulator&campaign=ID.',
  },
  'unknown-question': {
    'zh-CN': '没有编号为 {item} 的待定事项，或者它不在您的地区。',
    en: 'There is no open question {item} in your region.',
  },
  'duty-closed': {
    'zh-CN': '事项 {item} 已在 {at} 关闭。',
    en: 'Question {item} was closed at {at}.',
  },
  'duty-wrong-answer': {
    'zh-CN': '这一事项应由{answers}来答复，不能用{wrong}。',
    en: 'This question is answered by {answers}, not by {wrong}.',
  },
  'duty-no-warning': {
    'zh-CN': '事项 {item} 不涉及具体的预警，只能填写原因后关闭。',
    en: 'Question {item} is about no warning: it can only be closed, with the reason.',
  },
  'duty-needs-reason': {
    'zh-CN': '请给出答复；不答复而关闭的，请填写原因。',
    en: 'Answer the question, or say why it is closed without an answer.',
  },
  'duty-pick-hazard': {
    'zh-CN': '请选择一个具体的灾种，不能选“其他”。',
    en: 'Pick one of the hazards that rules speak of, not "other".',
  },
  'campaign-answers-no-warnings': {
    'zh-CN': '活动“{campaign}”不应对预警：它已结束，或者活动定义里没有 warnings 部分。',
    en: 'Campaign "{campaign}" answers no warnings: it has ended, or its definition has no section "warnings".',
  },
  'call-nothing-uncovered': {
    'zh-CN': '这些地区已经有活动应对预警，或者没有要叫应的地区：请重新打开这一页再看。',
    en: 'A campaign answers for these places already, or there is none: open the page again.',
  },
  'call-too-many-areas': {
    'zh-CN': '临时叫应一次最多 {most} 个地区，这里有 {count} 个：请选上一级地区。',
    en: 'At most {most} places are called at once, and these are {count}: choose the region above them.',
  },
  'call-live-only': {
    'zh-CN': '演练的天气里不能临时叫应：由演练的活动应对。',
    en: 'Nobody is called at once in the weather of a rehearsal: its campaign answers.',
  },
  'definition-answers-no-warnings': {
    'zh-CN': '活动定义里没有 warnings 部分，不应对预警。',
    en: 'The definition has no section "warnings": it answers none.',
  },
  'drill-elsewhere': {
    'zh-CN': '这些预警都不涉及活动“{campaign}”的范围（{scope}）。',
    en: 'None of these warnings is for a place in the scope of "{campaign}" ({scope}).',
  },
  'drill-no-warning': {
    'zh-CN': '文件里没有预警。{problems}',
    en: 'There is no warning in this text. {problems}',
  },
  'drill-too-many': {
    'zh-CN': '共有 {count} 条预警，一次最多 {most} 条，请分开提交。',
    en: 'There are {count} warnings: send at most {most} at once.',
  },
  'drill-too-many-areas': {
    'zh-CN': '这些预警共列出 {count} 个地区，一次最多 {most} 个，请分开提交。',
    en: 'These warnings name {count} areas: send at most {most} at once.',
  },
  'drill-needs-reason': {
    'zh-CN': '演练会发到真实的手机上，请填写原因。',
    en: 'A drill reaches real phones: say why it is made.',
  },
  'drill-administrators-only': {
    'zh-CN': '只有管理员可以组织演练。',
    en: 'Only administrators make drills.',
  },
  'drill-which-campaign': {
    'zh-CN': '请说明用哪个活动的规则：--campaign 编号，或 --definition 文件。{known}',
    en: 'Say whose rules are meant, with --campaign ID or --definition FILE: {known}',
  },
  'drill-one-campaign': {
    'zh-CN': '--campaign 和 --definition 只能给一个。',
    en: 'Give --campaign or --definition, not both.',
  },
  'drill-name-campaign': {
    'zh-CN': '请说明由哪个活动演练：--campaign 编号。',
    en: 'Say which campaign holds the drill: --campaign ID.',
  },
  'weather-unknown-word': {
    'zh-CN': '{option} 不能是“{word}”，可选的有：{known}。',
    en: '{option} {word}: there are {known}.',
  },
  'weather-no-time': {
    'zh-CN': '--ends “{text}”不是时间，请写成 "2026-12-15 08:00"。',
    en: '--ends {text} is no time such as "2026-12-15 08:00".',
  },
  'alert-step-not-open': {
    'zh-CN': '这一步还没有开始叫应。',
    en: 'Nobody has been asked for this yet.',
  },
  'alert-not-asked': {
    'zh-CN': '这些单位不在本次叫应之内，或不在您的地区：{units}。',
    en: 'These units were not asked in your region: {units}.',
  },
  'alert-no-chase': {
    'zh-CN': '{region} 没有需要确认的督办。',
    en: 'Nobody in {region} is chased for this.',
  },
} as const satisfies Sentences;
