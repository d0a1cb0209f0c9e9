// The core phrases of an attack in other languages. English is analysed word by word (orders.ts);
// here whole phrases must do. Chinese and Japanese have no blanks between words, so no word boundaries.

/** "Ignore all previous instructions." */
export const overrides: readonly RegExp[] = [
  /\b(?:ignor[ae]|olvid[ae]|descart[ae]|omit[ea])\b.{0,30}\b(?:instrucciones|órdenes|reglas|indicaciones|directrices)\b/i,
  /\b(?:ignor(?:e|ez|er|iere[n]?|ieren sie|a)|oublie[zr]?|ne (?:tiens|tenez) pas compte)\b.{0,40}\b(?:instructions|consignes|directives|règles)\b.{0,20}\b(?:précédentes|antérieures|ci-dessus|données|initiales)\b/i,
  /\b(?:ignorier(?:e|en|t)|vergiss|vergessen|missachte|verwirf)\b.{0,40}\b(?:anweisungen|vorgaben|regeln|instruktionen|richtlinien)\b/i,
  /\b(?:ignor[ae]|esqueça|desconsidere)\b.{0,30}\b(?:instruções|ordens|regras|orientações)\b/i,
  /\b(?:ignora|dimentica|trascura)\b.{0,30}\b(?:istruzioni|regole|direttive)\b/i,
  /(?:игнорируй|забудь|не обращай внимания на|отмени)(?:те)?.{0,40}(?:инструкци|указани|правил|команд)/i,
  /(?:忽略|无视|忘记|不要理会|忽視|無視).{0,12}(?:指令|指示|说明|規則|规则|提示)/,
  /(?:指示|命令|ルール|プロンプト).{0,10}(?:無視|忘れ|従わない)/,
  /(?:이전|모든|위의).{0,10}(?:지시|명령|규칙).{0,6}(?:무시|잊)/,
];

/** "Do not tell the user." */
export const concealments: readonly RegExp[] = [
  /\b(?:no (?:le |se lo )?(?:digas|menciones|informes|muestres|cuentes|reveles)|sin (?:decirle|decírselo|avisar|informar|mencionar|que).{0,20})\b.{0,40}\busuari[oa]\b/i,
  /(?:\bne (?:le |lui |l'|en )?(?:dis|dites|mentionne[zs]?|parle[zs]?|révèle[zs]?|montre[zs]?|informe[zs]?)\b|\bn'en (?:parle|informe)[zs]?\b|\bsans (?:en )?(?:informer|prévenir|avertir|le dire|mentionner)).{0,40}\b(?:utilisateur|utilisatrice|usager)/i,
  /\b(?:benutzer|nutzer|anwender)(?:s|in|innen)?\b.{0,40}\b(?:nicht|nichts|kein\w*)\b|\b(?:erwähne?|sage?|verrate?|zeige?|teile?|informiere?)\b.{0,50}\b(?:benutzer|nutzer|anwender)(?:s|in)?\b.{0,15}\bnicht\b|\bohne (?:dass )?(?:den|der|dem) (?:benutzer|nutzer|anwender)/i,
  /\b(?:não (?:diga|mencione|informe|mostre|conte|revele)|sem (?:avisar|informar|dizer|mencionar|que)).{0,40}\b(?:usuári[oa]|utilizador)/i,
  /(?:не (?:сообщай|говори|упоминай|показывай|рассказывай|раскрывай|информируй)(?:те)?|без ведома|не уведомляя).{0,40}пользовател/i,
  /(?:不要|别|勿|请勿|無需|无需|不得|禁止).{0,6}(?:告诉|告知|通知|提及|透露|提到|显示给|告訴).{0,8}(?:用户|用戶|使用者)|(?:不让|瞒着|不要让).{0,4}用户/,
  /ユーザー?(?:に|には|へ).{0,14}(?:知らせない|伝えない|言わない|教えない|通知しない|見せない|内緒|話さない)/,
];

/** "Read the secret file", "send the conversation". */
export const thefts: readonly RegExp[] = [
  /\b(?:lee|revisa|envía|manda|incluye|pasa|copia|añade|agrega|transmite)\b.{0,80}\b(?:archivos?|ficheros?|contenido|carpeta)\b.{0,60}\b(?:parámetro|campo|argumento|herramienta)\b/i,
  /\b(?:lee|envía|manda|incluye|pasa|copia|transmite)\b.{0,60}(?:\b(?:contraseñas?|credenciales|claves? (?:privadas?|de api|ssh)|historial de (?:la )?(?:conversación|chat))\b|\.ssh|\.env\b|\.aws)/i,
  /\b(?:lis|lisez|envoie[sz]?|envoyez|transmet(?:s|tez)|transmettre|inclu(?:s|ez)|copie[sz]?|passe[sz]?)\b.{0,60}(?:\b(?:mots? de passe|identifiants|clés? (?:privées?|api|ssh)|historique de (?:la |cette )?(?:conversation|discussion))\b|\.ssh|\.env\b|\.aws)/i,
  /\b(?:lies|lesen|sende|senden|schicke|übergib|übergebe|kopiere|übermittle|füge)\b.{0,60}(?:\b(?:passw(?:ort|örter)|zugangsdaten|anmeldedaten|(?:private[nr]?|ssh-|api-)\s?schlüssel|(?:gesprächs|chat|unterhaltungs)verlauf)\b|\.ssh|\.env\b|\.aws)/i,
  /\b(?:leia|envie|mande|inclua|passe|copie|transmita)\b.{0,60}(?:\b(?:senhas?|credenciais|chaves? (?:privadas?|de api|ssh)|histórico d[ae] (?:conversa|chat))\b|\.ssh|\.env\b|\.aws)/i,
  /(?:прочитай|прочти|отправь|передай|пришли|вставь|скопируй|включи)(?:те)?.{0,60}(?:парол|учётные данные|учетные данные|закрыт\S{1,4} ключ|приватн\S{1,4} ключ|истори\S{1,3} (?:разговора|чата|переписки|диалога)|\.ssh|\.env|\.aws)/i,
  /(?:读取|發送|发送|上传|传递|提交|复制|附上|包含).{0,24}(?:密码|密钥|私钥|凭证|凭据|对话记录|聊天记录|对话历史|聊天历史|系统提示|\.ssh|\.env|\.aws)|(?:密码|密钥|私钥|凭证|对话记录|聊天记录|对话历史|系统提示).{0,16}(?:发送|上传|传递|提交|传给|发给)/,
  /(?:パスワード|秘密鍵|認証情報|会話の?履歴|チャット履歴|システムプロンプト|\.ssh|\.env|\.aws).{0,24}(?:送信|渡し|渡す|含め|読み取|アップロード|コピー|添付)/,
];
