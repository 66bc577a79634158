/**
 * What the family says in the languages of its accounts: new-api i18n/locales, one-api and one-hub
 * model/token.go and middleware/auth.go. Those of Spanish and German are ours: it has no such files.
 */

const MARK = 'TokenStatusExhausted[sk-abc***xyz]';

/** A token whose quota is used up, or that has expired, or is disabled: 401. */
export const TOKEN_OVER: [language: string, sentence: string][] = [
	['Chinese, used up', `该令牌额度已用尽 ${MARK}`],
	['Chinese, used up, named', '令牌 n8n（#12）额度已用尽'],
	['Chinese, expired', '该令牌已过期'],
	['Chinese, disabled', '该令牌状态不可用'],
	['traditional Chinese, used up', `該令牌額度已用盡 ${MARK}`],
	['traditional Chinese, expired', '該令牌已過期'],
	['English, used up', `This token quota is exhausted ${MARK}`],
	['English, expired', 'This token has expired'],
	['English, disabled', 'This token status is unavailable'],
	['French, used up', `Le quota de ce jeton est épuisé ${MARK}`],
	['French, expired', 'Ce jeton a expiré'],
	['Japanese, used up', `このトークンのクォータは使い果たされました ${MARK}`],
	['Japanese, expired', 'このトークンは有効期限が切れています'],
	['Korean, used up', `이 토큰의 할당량이 소진되었습니다. ${MARK}`],
	['Korean, expired', '이 토큰은 만료되었습니다.'],
	['Russian, used up', `Квота этого токена исчерпана ${MARK}`],
	['Russian, expired', 'Этот токен истёк'],
	['Vietnamese, used up', `Hạn mức token này đã hết ${MARK}`],
	['Vietnamese, expired', 'Token này đã hết hạn'],
	['Portuguese, used up', 'Este token não tem cota suficiente'],
	['Portuguese, expired', 'Este token expirou'],
	['Spanish, used up', 'La cuota de este token está agotada'],
	['Spanish, expired', 'Este token ha caducado'],
	['German, used up', 'Das Kontingent dieses Tokens ist aufgebraucht'],
	['German, expired', 'Dieses Token ist abgelaufen'],
];

/** An account whose balance is used up, as any status may say it. */
export const BALANCE_OVER: [language: string, sentence: string][] = [
	['Chinese', '用户额度不足, 剩余额度: ＄-0.000002'],
	['Chinese, before', '预扣费额度失败, 用户剩余额度: ＄0.539534, 需要预扣费额度: ＄2.906176'],
	['Chinese, subscription', '订阅额度不足或未配置订阅: no active subscription'],
	['Chinese, balance', '账户余额不足，请充值'],
	['traditional Chinese', '餘額不足'],
	['English', 'user quota is not enough'],
	['English, token', 'token quota is not enough, token remain quota: ＄0.01, need quota: ＄0.03'],
	['English, short', 'Insufficient quota'],
	['English, balance', 'Your account balance is insufficient'],
	['French', 'Quota insuffisant'],
	['Japanese', 'ユーザークォータが不足しています。残りクォータ: 0'],
	['Japanese, balance', '残高不足'],
	['Korean', '할당량이 부족합니다.'],
	['Russian', 'Недостаточно квоты'],
	['Vietnamese', 'Hạn mức người dùng không đủ, còn lại: 0'],
	['Vietnamese, balance', 'Số dư không đủ'],
	['Portuguese', 'Cota insuficiente'],
	['Spanish', 'Saldo insuficiente'],
	['German', 'Guthaben nicht ausreichend'],
];

/** A user who is banned: 403. */
export const BANNED: [language: string, sentence: string][] = [
	['Chinese', '用户已被封禁'],
	['traditional Chinese', '使用者已被封禁'],
	['English', 'User has been banned'],
	['French', "L'utilisateur a été banni"],
	['Japanese', 'ユーザーはBANされています'],
	['Korean', '사용자가 차단되었습니다.'],
	['Russian', 'Пользователь заблокирован'],
	['Vietnamese', 'Người dùng đã bị cấm'],
	['Portuguese', 'O usuário foi banido'],
];

/** A token that may not use one model, whose path stands for M: 403. */
export const MODEL_FORBIDDEN: [language: string, sentence: string][] = [
	['Chinese', '该令牌无权访问模型 M'],
	['Chinese of one-api', '该令牌无权使用模型：M'],
	['traditional Chinese', '該令牌無權存取模型 M'],
	['English', 'This token has no access to model M'],
	['French', "Ce jeton n'a pas accès au modèle M"],
	['Japanese', 'このトークンはモデルMにアクセスできません'],
	['Korean', '이 토큰은 M 모델에 접근할 권한이 없습니다.'],
	['Russian', 'Этот токен не имеет доступа к модели M'],
	['Vietnamese', 'Token này không có quyền truy cập mô hình M'],
	['Portuguese', 'Este token não tem acesso ao modelo M'],
];

/** A token that is not known, and nothing more: 401. */
export const BARE: [language: string, sentence: string][] = [
	['Chinese', '无效的令牌'],
	['Chinese, of its database', '无效的令牌，数据库查询出错，请联系管理员'],
	['traditional Chinese', '無效的令牌'],
	['English', 'Invalid token'],
	['French', 'Jeton invalide'],
	['Japanese', '無効なトークン'],
	['Korean', '유효하지 않은 토큰'],
	['Russian', 'Недопустимый токен'],
	['Vietnamese', 'Token không hợp lệ'],
	['Portuguese', 'Token inválido'],
];

/** No channel, or none that could be looked up: 503 with the code model_not_found. */
export const NO_CHANNEL: [language: string, sentence: string][] = [
	['Chinese', '分组 default 下模型 fal-ai/x 无可用渠道（distributor）'],
	[
		'Chinese, lookup',
		'获取分组 default 下模型 fal-ai/x 的可用渠道失败（distributor）：driver: bad connection',
	],
	['traditional Chinese', '分組 default 下模型 fal-ai/x 無可用管道（distributor）'],
	[
		'traditional Chinese, lookup',
		'獲取分組 default 下模型 fal-ai/x 的可用管道失敗（distributor）：EOF',
	],
	['English', 'No available channel for model fal-ai/x under group default (distributor)'],
	['French', 'Aucun canal disponible pour le modèle fal-ai/x dans le groupe default (distributor)'],
	[
		'Japanese',
		'グループdefaultのモデルfal-ai/xに利用可能なチャンネルがありません（ディストリビューター）',
	],
	['Korean', '그룹 default의 모델 fal-ai/x에 사용 가능한 채널이 없습니다(distributor)'],
	['Russian', 'Нет доступного канала для модели fal-ai/x в группе default (distributor)'],
	['Vietnamese', 'Không có kênh khả dụng cho mô hình fal-ai/x trong nhóm default (bộ phân phối)'],
	['Portuguese', 'Nenhum canal disponível para o modelo fal-ai/x no grupo default (distribuidor)'],
	['German', 'Kein Kanal für das Modell fal-ai/x in der Gruppe default'],
];

/** Rate limits that speak of limits and quotas: 429. */
export const RATE_LIMITED: [language: string, sentence: string][] = [
	['Chinese', '您已达到请求数限制：1分钟内最多请求10次'],
	['Chinese of one-hub', '您的速率达到上限，请稍后再试。'],
	['traditional Chinese', '當前分組上游負載已飽和，請稍後再試'],
	['English', 'You have reached the request limit: maximum 10 requests in 1 minutes'],
	[
		"Google's",
		"Quota exceeded for quota metric 'Generate requests' and limit 'requests per minute'",
	],
	['quota per minute', 'API key quota exhausted: 60 requests per minute'],
	['French', 'Vous avez atteint la limite de requêtes : maximum 10 requêtes en 1 minutes'],
	['Japanese', 'リクエスト制限に達しました：1分間で最大10リクエスト'],
	['Korean', '요청 수 제한에 도달했습니다: 1분 내에 최대 10회 요청 가능'],
	['Russian', 'Вы достигли лимита запросов: максимум 10 запросов за 1 минут'],
	['Vietnamese', 'Bạn đã đạt giới hạn yêu cầu: tối đa 10 yêu cầu trong 1 phút'],
	['Portuguese', 'Você atingiu o limite de solicitações: no máximo 10 solicitações em 1 minutos'],
];
