/** What somebody is told to do, as far as the rules care. */
export type Deed =
  | 'get'
  | 'give'
  | 'call'
  | 'change'
  | 'tell'
  | 'ask'
  | 'ignore'
  | 'make'
  | 'pick'
  | 'remember'
  | 'remove';

const VERBS: Readonly<Record<Deed, string>> = {
  get: 'access cache capture cat check collect concatenate copy decrypt discover dump enumerate examine extract fetch find gather get grab harvest index inspect list load locate look lookup obtain open query read recall record retrieve scan scrape search steal take verify view',
  give: 'add annotate append attach bcc cc convey deliver disclose email embed enter exfiltrate export expose fill forward give hand include insert leak mail output pass paste place post preface prefix provide prepend print publish push put relay reveal route repeat report return save send share show store stream submit supply sync transfer transmit type upload write',
  call: 'activate begin call consult contact download execute install invoke launch make run start trigger use',
  change:
    'adjust alter archive change convert divert double edit exchange increase label lower make mark modify move multiply overwrite override raise deduct redirect reduce replace reroute rewrite round route set shift substitute swap switch update',
  tell: 'advise answer announce claim confirm end explain inform insist mention notify notice present pretend reassure recommend reply respond reveal say state suggest tell warn',
  ask: 'ask demand instruct invite persuade prompt request require urge',
  ignore:
    'bypass circumvent disable discard disobey disregard drop evade forget ignore neglect omit override skip suppress',
  make: 'build compose configure create establish generate register',
  pick: 'choose favor favour pick prefer prioritise prioritize rank select',
  remember:
    'accept adopt assume behave comply follow keep memorise memorize obey act pretend remember save treat consider store',
  remove: 'clear delete destroy drop erase format kill purge remove reset terminate uninstall wipe',
};

const IRREGULAR: Readonly<Record<string, string>> = {
  get: 'got gotten',
  find: 'found',
  read: 'read',
  take: 'taken',
  give: 'given',
  make: 'made',
  send: 'sent',
  put: 'put',
  set: 'set',
  write: 'written',
  override: 'overridden',
  overwrite: 'overwritten',
  say: 'said',
  tell: 'told',
  choose: 'chosen',
  forget: 'forgotten',
  run: 'run',
  steal: 'stolen',
  rewrite: 'rewritten',
  begin: 'begun',
  keep: 'kept',
  hand: 'handed',
};

interface Form {
  readonly verb: string;
  readonly deeds: readonly Deed[];
  readonly form: 'base' | 'participle' | 'gerund';
}

const FORMS: ReadonlyMap<string, Form> = formsOf();

/** The verb that a word is a form of; a word that is both base and participle counts as base. */
export function verbOf(word: string): Form | undefined {
  return FORMS.get(word);
}

function formsOf(): Map<string, Form> {
  const deeds = new Map<string, Deed[]>();
  for (const [deed, words] of Object.entries(VERBS)) {
    for (const verb of words.split(' ')) {
      deeds.set(verb, [...(deeds.get(verb) ?? []), deed as Deed]);
    }
  }
  const forms = new Map<string, Form>();
  for (const [verb, does] of deeds) {
    const stem = verb.replace(/e$/, '');
    const twin = /[^aeiou][aeiou][bdgmnpt]$/.test(verb) ? verb + (verb.at(-1) ?? '') : stem;
    const add = (word: string, form: Form['form']): void => {
      if (!forms.has(word)) forms.set(word, { verb, deeds: does, form });
    };
    add(verb, 'base');
    for (const word of (IRREGULAR[verb] ?? '').split(' ').filter(Boolean)) add(word, 'participle');
    for (const root of [stem, twin]) {
      add(`${root}ing`, 'gerund');
      add(`${root}ed`, 'participle');
    }
    add(`${verb.replace(/y$/, 'i')}ed`, 'participle');
  }
  return forms;
}
