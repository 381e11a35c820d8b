/** The village form's words for what is due and for what the phone keeps, in Chinese. */
export const formZh = {
  // When it is due
  dueToday: '今天 {time} 前',
  dueTomorrow: '明天 {time} 前',
  dueInDays: '还有 {count} 天',
  dueInMinutes: '还有 {count} 分钟',
  overdueDays: '已逾期 {count} 天',
  overdueHours: '已逾期 {count} 小时',
  overdueMinutes: '已逾期 {count} 分钟',

  // All that is owed
  tasksOpen: '本单位还有 {count} 项要报',
  tasksDone: '本单位各项均已上报',
  taskHere: '正在填这一项',
  taskReported: '已报',
  taskUnsent: '未上传',
  taskReturned: '被退回：{reason}',
  taskFill: '去填报',
  taskCorrect: '查看或更正',
  taskNothing: '零报告',

  // What the phone keeps
  unsentCount: '未上传 {count} 条',
  unsentNote: '还没有报上！内容已存在这部手机里，有网络时会自动上传。看到回执号才算报上。',
  unsentSending: '正在上传，请稍候…',
  unsentNow: '现在上传',
  arrivedShort: '{name}：已收到，回执号',
  understood: '知道了',
  refusedLater: '没有收下',
  refusedKept: '您填的内容还在下面，没有丢。',
  keptPage: '现在没有网络。这是 {time} 存在手机里的页面，照常填写、提交即可。',
  draftRestored: '已恢复您上次没提交的内容。',
  draftDrop: '清空重填',
  confirmNothingTyped: '您填了内容。确定没有情况、改报零报告吗？刚才填写的内容将不会上报。',

  // Photos
  photo: '照片',
  photoTake: '拍照或选照片',
  photoAgain: '重新拍',
  photoReady: '照片已备好（{size} KB），提交时一起上传。',
  photoWorking: '正在处理照片…',
  photoUnreadable: '这张照片打不开，请重新拍一张。',
  photoPresent: '已上传的照片',
  photoTooLarge: '照片太大，请把相机像素调低后重拍。',
  photoTooMany: '这一项的照片太多，不能再传。',
  photoNotOne: '只能上传 JPEG 照片，请重新拍一张。',
} as const;
