import type { Sentences } from '../sentences';

/** Sign-in, accounts, tokens, permissions. */
export const ACCOUNTS = {
  'unknown-account': {
    'zh-CN': '没有编号为 {id} 的账号。',
    en: 'There is no account {id}.',
  },
  'unknown-login': {
    'zh-CN': '没有名为“{login}”的账号。',
    en: 'There is no account "{login}". `nuandong accounts list` lists them.',
  },
  'region-required': {
    'zh-CN': '县级和乡镇的角色要有范围：请选择一个地区，例如所在的县或乡镇。',
    en: 'A county or township role needs a region: choose one, such as the county or the township.',
  },
  'account-headings': {
    'zh-CN': '没有找到表头。表格要有“姓名”和“登录名”（或“邮箱”“手机”）两列，还可以有“角色”和“范围”（地区名称或编码）。',
    en: 'No headings were found. The table needs "name" and "login" (or "email"), and may have "role" and "region" (name or code).',
  },
  'account-rows': {
    'zh-CN': '一次最多邀请 {most} 人，请分几次。',
    en: 'At most {most} people are invited at once; make several tables.',
  },
  'account-row-empty': {
    'zh-CN': '姓名和登录名都要填。',
    en: 'Name and login must both be there.',
  },
  'login-taken': {
    'zh-CN': '账号“{login}”已有人使用，请换一个。',
    en: 'There is an account "{login}" already. Choose another login.',
  },
  'too-soon': {
    'zh-CN': '连续几次没有成功，请过 {seconds} 秒再试。',
    en: 'Several attempts have failed; please try again in {seconds} seconds.',
  },
  'password-common': {
    'zh-CN': '这个密码太容易猜到（常用词、键盘顺序或重复），请换一个，例如几个不相干的词连起来。',
    en: 'This password is guessed too easily (common words, rows of keys, repetitions); choose another, such as a few unrelated words.',
  },
  'provider-account': {
    'zh-CN':
      '这个账号由单位的统一身份系统登录，不设密码。统一身份系统停用时，请在服务器上用命令 nuandong accounts invite 处理。',
    en: 'This account signs in by the identity provider and gets no password. Where the provider is gone, use `nuandong accounts invite` on the server.',
  },
  'token-name-taken': {
    'zh-CN': '已有名为“{name}”的令牌，请换一个名称，或先停用原来的。',
    en: 'There is a token "{name}" already; choose another name, or revoke that one first.',
  },
  'say-why': {
    'zh-CN': '请写明原因，不要写出人名：--reason "…"。',
    en: 'Say why, naming nobody: --reason "…".',
  },
  'unknown-verb': {
    'zh-CN': '令牌没有“{verb}”这项权限。可选：{verbs}。',
    en: 'A token cannot have "{verb}". There are: {verbs}.',
  },
  'token-days': {
    'zh-CN': '有效天数应为 1 至 {most} 的整数。',
    en: 'The days of a token are a whole number from 1 to {most}.',
  },
  'token-name-empty': {
    'zh-CN': '请写明令牌的名称，1 至 100 个字。',
    en: 'Give the token a name of 1 to 100 characters.',
  },
  'account-erased': {
    'zh-CN': '这个账号的个人信息已清除，不能再启用。请另建账号。',
    en: 'The personal data of this account is erased, so it cannot be enabled again. Make a new one.',
  },
  'not-disabled': {
    'zh-CN': '账号还在使用：请先停用（accounts disable），再删除个人信息。',
    en: 'The account is still in use: disable it first (accounts disable), then erase it.',
  },
  'unknown-token': {
    'zh-CN': '没有编号为 {id} 的有效令牌。',
    en: 'There is no token {id} that works.',
  },
  'token-verbs': {
    'zh-CN': '令牌的权限不能超过您自己的权限。',
    en: 'A token may do no more than you may yourself.',
  },
  'wrong-code': {
    'zh-CN': '验证码不对或已用过。请等手机上出现新的验证码再输入；手机时间须准确。',
    en: 'The code is wrong or was used. Wait for the next one on your telephone; its clock has to be right.',
  },
  'sign-in-again': {
    'zh-CN': '登录已超时，或验证码输错次数太多，请重新登录。',
    en: 'It took too long, or there were too many wrong codes. Please sign in again.',
  },
  'second-factor-owed': {
    'zh-CN': '管理员须先启用两步验证：请打开 /account/second-factor。',
    en: 'Administrators need a second factor: set it up at /account/second-factor.',
  },
  'own-account': {
    'zh-CN': '自己的账号不能自己改，请由另一位管理员修改。',
    en: 'Your own account is changed by another administrator.',
  },
  'no-account': {
    'zh-CN': 'API 令牌没有自己的账号，请用账号登录。',
    en: 'An API token has no account of its own; sign in with an account.',
  },
  'beyond-account': {
    'zh-CN': '您只管辖一部分区域，不能授予“全部区域”的权限，请选定您管辖范围内的一个区域。',
    en: 'Your account has a region and cannot give everything; choose a region within yours.',
  },
  unauthorized: {
    'zh-CN': '请先在 /login 登录；程序请在请求头中带上令牌“Authorization: Bearer …”。',
    en: 'Sign in at /login; programs send a token as "Authorization: Bearer …".',
  },
  forbidden: {
    'zh-CN': '您的角色（{role}）不能做这件事；可以做的角色：{roles}。',
    en: 'Your role ({role}) may not do this; these may: {roles}.',
  },
  'token-may-not': {
    'zh-CN': '这个令牌没有“{verb}”的权限。',
    en: 'This token may not do this ({verb}).',
  },
  'national-only': {
    'zh-CN': '这件事涉及全部区域，只有不限区域的账号可以做。',
    en: 'This concerns every region; only accounts without a region may do it.',
  },
  'closed-route': {
    'zh-CN': '您的角色（{role}）不能做这件事。',
    en: 'Your role ({role}) may not do this.',
  },
  csrf: {
    'zh-CN': '页面已过期，请刷新后再试。程序请把 GET /api/me 给出的 csrf 放在请求头 {header} 或表单项 {field} 中。',
    en: 'The page is out of date; reload it and try again. Programs send the token that GET /api/me gives as the header {header}, or as the field {field} of a form.',
  },
  'foreign-page': {
    'zh-CN': '这一操作只能从本系统的页面发起，请打开 /login 后再试。',
    en: 'This may be asked by pages of this console only. Open /login and try again.',
  },
  'wrong-password': {
    'zh-CN': '账号或密码不对。',
    en: 'Wrong login or password.',
  },
  'passwords-differ': {
    'zh-CN': '两次输入的密码不一样。',
    en: 'The two passwords differ.',
  },
  'password-length': {
    'zh-CN': '密码需 {least} 至 {most} 个字符，几个词连起来就行。',
    en: 'A password has {least} to {most} characters; a few words will do.',
  },
  'password-simple': {
    'zh-CN': '密码不能包含账号，也不能只用几个相同的字符，请换一个。',
    en: 'A password holds neither the login nor the same few characters only; choose another.',
  },
  'useless-link': {
    'zh-CN': '链接不完整、已用过或已过期，请管理员发一个新链接。',
    en: 'The link is incomplete, used or too old. Ask an administrator for a new one.',
  },
  'provider-away': {
    'zh-CN': '单位的统一身份系统没有响应，请稍后再试，或用密码登录。',
    en: 'The identity provider does not answer; try again later, or sign in with a password.',
  },
  'provider-unconfirmed': {
    'zh-CN': '统一身份系统没有证实您的身份，或登录耗时过长，请重新登录。',
    en: 'The identity provider has not confirmed who you are, or it took too long. Please sign in again.',
  },
  'unknown-to-us': {
    'zh-CN': '您的身份已经证实，但这里还没有对应的账号，请联系管理员开通。',
    en: 'The identity provider knows you, but there is no account for you here. Ask an administrator for one.',
  },
} as const satisfies Sentences;
