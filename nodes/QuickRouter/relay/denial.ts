import type { Said } from './said';

/**
 * Codes and sentences of relays of the new-api family, and of their upstreams, that tell of an
 * account that may not go on; in the languages of the family's own texts, i18n/locales in new-api,
 * since an account is answered in its own.
 */
const BALANCE_CODES =
	/^(?:insufficient_(?:user_quota|quota|balance)|pre_consume_token_quota_failed|api_key_quota_exhausted|entitlement_\w+)$/i;

const BALANCE = anyOf([
	// Chinese, simplified and traditional
	/(?:额度|余额|配额|額度|餘額|配額)(?:已)?(?:用尽|用完|耗尽|用盡|耗盡|不足|失败|失敗)|欠费|欠費/,
	// English
	/(?:quota|credits?|balance|funds?)\b.{0,30}\b(?:exhausted|exceeded|insufficient|used up|depleted|not enough|too low)/,
	/(?:exhausted|exceeded|insufficient|not enough|run out of|no active)\b.{0,20}\b(?:quota|credits?|balance|funds?|subscription)\b/,
	// French, Spanish, Portuguese, German
	/(?:quota|crédit|solde).{0,20}(?:épuisé|insuffisant)/,
	/(?:cuota|crédito|saldo).{0,30}(?:agotad|insuficiente)/,
	/(?:cota|crédito|saldo).{0,20}(?:esgotad|insuficiente)|não tem cota/,
	/(?:kontingent|guthaben).{0,20}(?:aufgebraucht|erschöpft|nicht aus)/,
	// Russian, Japanese, Korean, Vietnamese
	/(?:квота|баланс).{0,20}исчерпан|недостаточно (?:квоты|средств)/,
	/(?:クォータ|残高).{0,6}(?:使い果たされ|不足)/,
	/(?:할당량|잔액).{0,4}(?:소진|부족)/,
	/(?:hạn mức|số dư).{0,20}(?:đã hết|không đủ)/,
]);

const TOKEN = anyOf([
	/TokenStatus(?:Exhausted|Expired|Disabled)/,
	/令牌.{0,8}(?:已过期|已過期|已禁用|被禁用|已失效|不可用)/,
	/(?:token|api[ _-]?key)\b.{0,20}\b(?:expired|disabled|revoked|deactivated|unavailable)/,
	/jeton.{0,20}(?:expiré|indisponible)|token.{0,20}(?:caducado|expirou|indisponível|abgelaufen)/,
	/токен.{0,12}(?:ист[её]к|недоступен)|トークン.{0,12}(?:期限が切れ|利用不可)/,
	/토큰.{0,4}(?:만료|상태는)|token.{0,12}(?:hết hạn|không khả dụng)/,
]);

/** A limit to a rate, which passes, though it may speak of a quota. */
const RATE = anyOf([
	/per[ -]?(?:second|minute|hour|day)|\b[rt]p[ms]\b|rate limit|in \d+ minutes?/,
	/每(?:秒|分钟|分鐘|小时|小時|天)|(?:分钟|分鐘|分間)(?:内|內|で)/,
]);

/** What the user wrote may stand in the answer of a word filter. */
const WORD_FILTER = /敏感词|敏感詞|sensitive words?/i;

/** What is used up or closed, as far as a run is concerned; undefined where nothing is. */
export function denialIn({ message = '', codes }: Said): 'balance' | 'token' | undefined {
	if (codes.some((code) => BALANCE_CODES.test(code))) return 'balance';
	if (RATE.test(message) || isWordFilter({ message, codes })) return undefined;
	if (TOKEN.test(message)) return 'token';
	return BALANCE.test(message) ? 'balance' : undefined;
}

/** Whether the relay's own filter found a word in what the user wrote. */
export function isWordFilter({ message = '', codes }: Said): boolean {
	return codes.includes('sensitive_words_detected') || WORD_FILTER.test(message);
}

function anyOf(patterns: RegExp[]): RegExp {
	return new RegExp(patterns.map(({ source }) => source).join('|'), 'iu');
}
