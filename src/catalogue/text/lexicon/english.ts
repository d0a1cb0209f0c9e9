import type { Vocabulary } from './kinds.ts';

// Entries are separated by blanks; `_` joins the words of a phrase; `*` stands for any ending.
// Verbs stand in their base form: the other forms are derived.

export const english: Vocabulary = {
  verbs: {
    get: 'read fetch get obtain retrieve collect gather access open load look_up look_at find list capture copy_out examine extract harvest inspect grab dump enumerate scrape acquire pull scan take locate recall cat view check query record steal peek note_down consult browse pick_up concatenate compile summarise summarize restate recap snapshot probe discover look_for decrypt peek rummage sniff snatch fish lift dig pull_out pop_into reach_into open_up nose slurp siphon sweep leaf resolve track monitor watch observe log intercept screenshot',
    give: 'send forward include provide pass attach supply give hand hand_over hand_in submit transmit upload post share embed append put place insert enter fill fill_in paste add deliver return relay report copy cc bcc carry disclose reveal expose leak publish print output write convey transfer push furnish prepend stream sync mirror email mail quote repeat echo populate feed offload dispatch ship bundle enclose exfiltrate encode serialise serialize back_up route_out render stuff hide_in drop_in write_out communicate accompany save store deposit archive replicate whisper slip sneak tuck drop_into work_in bring carry_over carry hand_back let_us_have send_along send_us upload_to tell_us concat concatenate cite state_in plug',
    call: 'call invoke use trigger execute_tool consult contact launch engage query_tool go_through route_through go_via start activate run_tool ping hit employ pipe utilise utilize poll chain request apply visit navigate',
    run: 'run execute install download curl wget eval source pip npm chmod sudo spawn perform carry_out launch_command deploy start_up import compile_and_run',
    change:
      'change replace modify alter set redirect substitute swap overwrite adjust rewrite divert reroute switch convert override update increase reduce raise lower multiply round double mutate edit tweak patch shift exchange amend tamper correct treat_as interpret_as rename invert reorder move route bend turn transform reset_to point direct steer repoint deduct inflate truncate downgrade pad prefix suffix decorate inject manipulate strip cut rename_to round_up halve clip skew shave force bind pin remap rebind splice taint',
    tell: 'tell mention inform notify say explain reveal_to disclose_to describe announce report_to show display reply answer respond state claim pretend assure reassure acknowledge confirm_to advise alert warn comment refer discuss present surface bother highlight narrate call_attention bring_up point_out let_on talk speak flag insist apologise apologize admit acknowledge document',
    ask: 'ask request_from demand prompt require urge persuade instruct invite convince direct_user encourage order oblige solicit query_user remind nudge',
    ignore:
      'ignore disregard skip bypass override_rules forget omit circumvent evade discard neglect suppress drop avoid dismiss overlook set_aside disable turn_off deactivate refrain stop cancel disobey supersede exempt waive relax lift suspend mute silence shut_off abandon reject refuse decline neutralise neutralize unlearn leave_out do_without dispense',
    pick: 'choose select prefer pick favour favor prioritise prioritize rank recommend opt_for go_with stick_to rely_on turn_to default_to settle_on consider_first promote suggest endorse reach_for trust lean_on gravitate reserve',
    keep: 'keep remember follow obey comply adopt assume act behave treat consider accept memorise memorize hide conceal withhold persist retain maintain hold honour honor adhere respect regard believe continue cache become mask cloak proceed abide understand bury disguise camouflage',
    remove:
      'delete remove erase wipe destroy drop_table kill purge clear uninstall terminate format_disk shred truncate_table revoke unlink empty flush reset rm',
    make: 'create make build generate open_account register establish configure set_up compose draft produce construct schedule plant grant enable allow permit approve authorise authorize sign book buy purchase pay order_goods trade transfer_funds whitelist allowlist commit merge close reopen',
  },
  words: {
    secret:
      'ssh password_manager password passphrase credential credentials secret secrets token tokens api_key api_keys apikey access_key private_key private_keys ssh_key ssh_keys secret_key signing_key encryption_key master_key session_cookie cookies cookie bearer oauth_token auth_token access_token refresh_token seed_phrase recovery_phrase mnemonic pin_code cvv one-time_code otp 2fa mfa verification_code key_material keychain keyring login_details logins passkey certificate_key auth_header authorization_header account_key wallet_key service_account aws_key cloud_keys credit_card card_number social_security ssn passport_number bank_details',
    'secret-file':
      'ssh_config id_rsa id_ed25519 id_dsa id_ecdsa authorized_keys known_hosts .env dotenv .netrc .npmrc .pypirc .pgpass .git-credentials wallet.dat shadow_file passwd_file key_file keyfile keystore mcp.json claude_desktop_config.json credentials_file bash_history zsh_history shell_history',
    environment:
      'environment_variable environment_variables env_var env_vars env_variables process_environment os.environ printenv environ env',
    conversation:
      'conversation chat_history chat_log chat_context chat_transcript transcript dialogue dialog conversation_history conversation_log message_history previous_messages prior_messages earlier_messages last_messages past_messages recent_messages preceding_messages all_messages message_thread discussion_so_far context_window session_history session_transcript exchange_so_far user_messages previous_turns prior_turns earlier_turns past_turns last_turn recent_turns turns what_the_user_said everything_said user_utterances user_queries user_prompts users_question user_question original_question original_query user_request original_request full_context current_context entire_context prior_context chain_of_thought internal_reasoning reasoning_trace scratchpad hidden_reasoning thinking_process train_of_thought chat conversations context_so_far previous_context ongoing_context previous_tool_results earlier_tool_results prior_tool_outputs previous_results earlier_results prior_tool_results intermediate_reasoning',
    prompt:
      'system_prompt system_prompts system_message developer_message system_instructions hidden_prompt initial_prompt original_prompt base_prompt internal_prompt developer_prompt your_prompt your_instructions your_guidelines internal_instructions initial_instructions operating_instructions pre-prompt preamble meta_prompt system_role your_configuration your_rules system_text developer_instructions custom_instructions',
    instructions:
      'instruction instructions directive directives guideline guidelines rule rules policy policies restriction restrictions constraint constraints guidance commands orders programming training alignment',
    personal:
      'personal_data personal_information personal_details full_name email_address phone_number home_address date_of_birth birthday identity contacts contact_list address_book private_data sensitive_data confidential_data confidential sensitive sensitive_information private_information pii customer_data user_data client_data employee_data health_data medical_records location_data users_location browsing_history clipboard keystrokes photos biometric calendar_entries demographics user_profile profile_data customer_list payroll salaries personal_records private_messages users_name users_email users_phone users_address customer_records account_details whereabouts personally_identifiable',
    files:
      'content text_of file files document documents folder folders directory directories file_contents contents content_of workspace home_directory file_system filesystem disk drive attachment attachments spreadsheet downloads desktop project_files config_file configuration_file source_file local_files files_content',
    machine:
      'hostname host_name machine operating_system username user_name ip_address mac_address process_list running_processes network_interfaces system_information installed_packages installed_software hardware serial_number device_id fingerprint open_ports kernel uptime local_network host host_machine system_info client_version',
    message:
      'email emails e-mail e-mails mail mails message messages sms inbox newsletter outgoing reply replies whatsapp slack tweet telegram notification notifications invitation',
    money:
      'payment payments transfer transfers transaction transactions invoice invoices purchase purchases order checkout refund payout funds bank wallet bitcoin ethereum crypto stock trade price prices fee fees billing cart subscription donation wire',
    code: 'commit commits pull_request repository repositories repo source_code codebase branch git push merge patch dependency dependencies package packages script scripts pipeline deployment release',
    database:
      'database databases table tables record records row rows query queries sql collection connection_string schema backup',
    browser:
      'browser tab tabs page pages website websites web_page bookmark bookmarks browser_history web',
    memory:
      'memory memories notes note knowledge_base long-term_memory system_memory session state persistent_memory context',
    result:
      'findings what_it_returns result results output outputs response responses answer answers summary summaries return_value final_answer data reply_text tool_output tool_result tool_results tool_response findings',
    operation:
      'operation operations action actions call calls request requests task tasks command invocation invocations access step steps interaction interactions activity activities tool_use tool_usage tool_call tool_calls api_call workflow workflows work job jobs',
    approval:
      'behalf confirmation approval consent permission permission_prompt authorisation authorization sign-off human_review user_confirmation human_approval acknowledgement explicit_approval second_opinion user_input review verification_step double-check',
    safety:
      'safety guardrail guardrails safeguard safeguards filter filters sandbox protection protections safety_check safety_checks security_checks security_check safety_guidelines warnings access_control validation content_filter moderation restrictions_on limits rate_limit firewall antivirus certificate_verification tls_verification allowlist integrity_check security_scan permission_check ethical',
    log: 'logs log_file audit_log audit_trail history trace traces telemetry analytics metrics record_of monitoring logging',
    shell:
      'shell terminal bash command_line powershell cron crontab startup_script bashrc .bashrc .zshrc profile_script root sudo binary executable installer shell_command shell_script setup_script subprocess',
    field:
      'recipient recipients receiver beneficiary payee sender destination target bcc cc subject amount amounts quantity account_number iban reply-to to_field carbon_copy blind_copy delivery_address shipping_address bank_account remote branch_name endpoint base_url hostname_of sender_address footer signature_line recipient_address email_recipient phone_number_of payout_address receiving_account discount price_of limit body headline title',
    parameter:
      'parameter parameters argument arguments field fields param params arg args input inputs payload header headers property attribute metadata query_string request_body body_of comment slot placeholder variable keyword_argument',
    you: "you your yourself yours you're you'll you've",
    model:
      'assistant assistants model models language_model language_models agent agents ai llm llms ais claude gpt chatgpt gemini copilot cursor chatbot bot ai_system planner orchestrator calling_model calling_agent caller host_application client_model reader_of_this',
    user: "user users user's human humans customer customers end_user end-user end_users person people operator operators client clients requester owner anyone anybody them him her guest visitor reviewer reviewers administrator_user colleague",
    self: 'this_tool this_function this_server this_service this_plugin this_api this_one this_mcp this_description our_tool our_server our_service our_function our_plugin me myself our ours us we this_integration this_connector this_utility this_helper this_endpoint the_present_tool it_first here',
    home: 'of_this_server in_this_server on_this_server this_servers of_the_server of_this_tool same_server same_project of_this_project this_project this_repository of_this_repository these_tools tools_below tools_above this_workspace this_session this_file this_folder own_server of_this_plugin of_this_service',
    tool: 'tool tools function functions server servers plugin plugins mcp service services connector connectors integration integrations utility utilities helper endpoint_of api apis extension capability toolset',
    rival:
      'alternative alternatives competitor competitors competing rival rivals competition similar comparable other_option other_options other_options substitute_tools equivalent conventional traditional inferior generic ordinary lesser third-party_tools anything_else nothing_else no_other nobody_else elsewhere built-in builtin native official default_tool standard_tool remaining_tools else over',
    outside:
      'third_party third_parties third-party external remote_server remote remotely externally our_server our_servers our_endpoint our_backend our_team our_cloud our_side webhook attacker offsite off-site partner partners advertiser advertisers vendor vendors affiliate affiliates sponsor maintainer maintainers collector exfiltration command_and_control upstream drop_box outbound analytics_service data_broker collection_server collection_endpoint public_bucket pastebin gist our_company our_support our_engineers publisher author developers manufacturer remote_host',
    authority:
      'administrator admin system_administrator sysadmin developer security_team compliance_team it_department management legal_department vendor_policy company_policy system_notice openai anthropic microsoft google auditor auditors regulator regulators head_office supervisor the_system platform_team operator_policy headquarters the_company executive',
    other:
      'other another subsequent further remaining unrelated connected installed external_tool any_tool others existing_tools later different_tool',
    every:
      'every each any all everything always anything whatever whenever_possible every_time each_time at_all_times constantly continuously consistently without_exception in_all_cases in_every_case invariably automatically regardless unconditionally throughout everyone everywhere no_matter irrespective all_of whole',
    only: 'only exclusively solely sole nothing_but just unique single-handedly entirely merely purely alone',
    first:
      'first firstly initially beforehand immediately at_once right_away straight_away as_soon_as_possible in_advance up_front to_begin_with before_anything_else first_thing straightaway promptly instantly ahead priority primary top_priority preferred default go-to foremost lead',
    full: 'full entire complete verbatim exact whole_text raw unmodified unredacted unchanged full_text in_full word_for_word literally completely fully base64 base64-encoded plain_text unmasked unfiltered as-is character_for_character hex-encoded uncensored plaintext in_plain',
    also: 'also additionally furthermore moreover as_well in_addition too besides along_with together_with alongside on_top at_the_same_time meanwhile plus simultaneously likewise in_parallel afterwards then apart_from extra as_a_side_effect by_the_way side_effect in_the_process accompany accompanied accompanying',
    instead:
      'instead instead_of rather_than in_place_of in_lieu_of no_longer as_a_replacement from_here not_the in_favour_of in_favor_of replacement successor supersedes supersede superseded takes_over take_over takes_precedence precedence outranks replaces overrides wrapper alias',
    number:
      'once twice two three four five ten several times thousand hundred percent million fifth third tenth',
    before:
      'before prior_to ahead_of preceding precede precedes prior in_preparation_for prerequisite precondition pre-flight preflight preliminary beforehand_of until leading_up_to gate gatekeeper entry_point preceded',
    after:
      'after afterwards following_each upon_completion once_done subsequently having when_done after_each on_completion when_finished at_the_end finally upon followed',
    when: 'when whenever while during as_soon_as every_time_you each_time_you anytime any_time at_the_start on_startup at_startup at_the_beginning start_of upon_receiving in_the_course_of as_long_as',
    if: 'if in_case unless provided_that should_the assuming where_the in_the_event otherwise_if even_if in_case_of',
    'from-now-on':
      'from_now_on henceforth going_forward from_this_point hereafter permanently rest_of_the_session rest_of_the_conversation remainder_of for_the_rest for_all_future future_sessions future_conversations future_requests all_future subsequent_requests until_further_notice until_told for_this_session persistently in_all_future across_sessions every_session for_the_duration remain_in_effect thereafter from_then_on ever_after later_sessions subsequent_sessions',
    duty: 'must shall should required mandatory obligatory compulsory necessary essential has_to have_to needs_to need_to ought_to is_required are_required is_to are_to expected supposed obliged instructed imperative make_sure ensure be_sure requires needs need_not requirement cannot_proceed have_got_to be_certain crucial expects insist non-negotiable obligation see_to_it take_care_to responsible_for asked bound_to duty counts_on depends_on relies_on mandated condition_for is_mandatory got_to remember_to presupposes',
    please:
      'please kindly we_ask would_you let_us we_recommend it_is_recommended we_suggest we_appreciate we_rely you_may_want feel_free recommended best_practice it_is_good_practice it_helps helps_us it_is_customary polite good_practice we_would_like ideally preferably it_is_advisable advisable courtesy appreciated improve improves',
    not: "not don't never no without doesn't won't can't cannot isn't avoid nor none nothing neither must_not refrain_from shouldn't under_no_circumstances by_no_means hardly n't nobody",
    urgent:
      'important critical urgent warning attention notice caution crucial_note critically_important highest_priority emergency alert reminder nb important_note attention_please instruction_to message_to system_override system_note note_to attn heads-up stop memo_to memo mandatory_notice directive_for message_for note_for instructions_for for_the_assistant for_the_model for_ai for_agents',
    threat:
      "otherwise or_else failure_to fail fails failing will_fail crash corrupt corrupted corruption lost data_loss will_not_work won't_work does_not_work will_be_denied rejected refused blocked terminated suspended penalty penalised penalized violation violate violates breach unusable invalid unreliable incorrect wrong_results unstable void locked_out lockout not_be_available revoked shut_down consequences harm death disaster malfunction denied inaccurate degraded garbage undefined stall hang withheld_until dangerous incomplete compromised",
    pretext:
      'contract agreement annex pursuant clause legal terms_of_service compliance regulatory regulation regulations gdpr hipaa sox pci audit auditing security_reasons security_purposes security_policy telemetry diagnostics diagnostic debugging debug_purposes quality_assurance compatibility calibration verification authentication_purposes personalisation personalization optimisation optimization performance traceability integrity licence license licensing attestation provenance consistency quality_control caching context_enrichment accuracy analytics_purposes continuity fraud_prevention anti-abuse abuse_prevention rate_limiting billing_purposes usage_tracking support_purposes health_check liveness session_binding correlation deduplication disambiguation localisation localization legal_reasons reasons purposes service_improvement reproducibility accountability identity_verification anti-fraud governance certification better_results better_service requirement_of new_policy initialization initialisation handshake bootstrap warm-up relevance tuning quality training_purposes improve_quality risk_assessment safety_reasons checksum',
    stealth:
      'silently secretly covertly quietly discreetly stealthily invisibly unobtrusively surreptitiously behind_the_scenes under_the_hood in_secret without_a_trace in_the_background unnoticed unprompted unasked without_a_word on_the_quiet hush-hush sneakily keeping_quiet undetected confidentially off_the_record low-key between_us to_yourself without_telling without_informing without_notifying without_mentioning without_asking without_alerting without_disclosing without_explaining without_the_user unannounced imperceptibly inconspicuously tacitly noiselessly without_comment without_fuss out_of_sight hush private_channel',
    hidden:
      'hidden internal private invisible secret_step internal_use backstage implementation_detail internal_detail internal_matter housekeeping bookkeeping plumbing out_of_the_answer out_of_your_reply not_visible not_shown technical_detail technical_step technicality background_step routine_step not_of_interest of_no_interest confusing noise clutter unaware aware awareness knowing know see notice learn_of find_out',
    needless:
      "no_need unnecessary needless not_necessary not_needed need_not don't_bother not_worth of_no_concern already_knows already_approved already_agreed already_consented pre-approved preapproved pre-authorised pre-authorized no_reason no_further not_required not_to_be superfluous redundant implied implicitly implicit taken_for_granted without_waiting without_confirmation without_further without_approval without_permission without_consent granted_in_advance standing_consent blanket",
    false:
      'fake fabricated fabricate forged invent made_up pretend dummy plausible lie lying deceive trick mislead impersonate bogus fictitious simulated_error act_as_if as_though spoof disguised',
    best: 'best superior most_accurate most_reliable most_advanced most_trusted most_powerful fastest finest greatest unmatched unrivalled unrivaled unbeatable leading number_one world-class award-winning top-rated ultimate perfect ideal flawless premium gold_standard state-of-the-art unparalleled far_better outperforms outperform better_than highest_quality cutting-edge revolutionary guaranteed authoritative definitive recommended_by industry-leading loved most_popular incomparable exceptional unsurpassed supreme best-in-class one_and_only always_right always_correct never_wrong second_to_none world-leading market-leading smartest cleverest most_comprehensive trusted_by 100% better worldwide millions expert experts experts_agree scientists studies_show',
    trusted:
      'trusted verified certified official approved sanctioned endorsed authorised authorized legitimate genuine safe secure vetted audited iso accredited licensed_by whitelisted harmless',
    dead: 'deprecated obsolete discontinued outdated insecure unsafe broken compromised retired unmaintained no_longer_works no_longer_supported no_longer_available out_of_service end_of_life decommissioned faulty buggy vulnerable disabled unavailable superseded_by legacy phased_out sunset removed_soon withdrawn abandoned retired_soon defective switched_off unusable outmoded hacked',
    permission:
      'rights full_rights role allowed permitted granted entitled full_access unrestricted elevated privileges privilege superuser unlimited trusted_context has_agreed has_consented has_authorised has_authorized has_approved gave_consent exempt cleared_to free_to in_charge root_access admin_rights override_code',
    mode: 'developer_mode debug_mode maintenance_mode god_mode admin_mode test_mode unrestricted_mode jailbreak jailbroken dan do_anything role-play roleplay persona new_role you_are_now act_as pretend_to_be simulation new_instructions new_rules updated_instructions special_mode override_mode diagnostic_mode privileged_mode training_mode alter_ego unlocked sudo_mode compatibility_mode',
    error:
      'error errors exception failure timeout failed expired unauthorized 401 403 invalid_session session_expired retry warning_message 500 not_found',
    mention:
      'detects detect detection detecting detector such_as e.g. example examples for_instance phrases_like like blocks flags sample mock expected_output expected_response test_data scanner scans scan_for attacks attack injection malicious malware phishing redacts redact redaction masks protects protect guards against vulnerability vulnerabilities exploit simulate simulates fixture honeypot decoy threat_model suspicious classifier classifies classify identifies recognises recognizes checks_for looks_for searches_for sanitises sanitizes quarantine penetration pentest leaked leaks exposed hygiene compliance_report cve',
    guarded:
      'blocked refused rejected denied masked redacted encrypted protected forbidden prohibited not_allowed never_leaves never_leave never_passes never_sent never_stored never_shown not_logged not_stored not_returned restricted_to read-only readonly revoked expires opt-in opt_in off_by_default vault on_request if_the_user_agrees with_consent users_consent explicitly_asks explicitly_asked explicitly_requests confirms confirmed agrees agreed own_risk',
    becomes: '-> := => = == becomes equals resolves_to stands_for',
    manual:
      'returns returned optional defaults default_value e.g format formatted formats string integer boolean array object json type number_of iso-8601 utc page_size pagination paginated cursor offset limit_of max_results maximum minimum supports supported see_also documentation docs syntax example_usage usage args returns_a list_of comma-separated markdown html url_of enum nullable true false valid_values range length characters bytes seconds milliseconds notes_on parse parses filters_by sorted converts displays',
    identifier: 'id ids identifier identifiers uuid name names slug handle reference number_in key',
    search:
      'search searches lookup find_by filter_by sort order_by matching matches keyword keywords relevant',
    address: 'url uri link webhook_url http https endpoint_url domain',
    mailbox: 'mailbox',
    account: 'wallet_address iban_number',
    channel: 'channel public_channel discord telegram_channel irc',
    path: 'tmp path paths',
    value: 'value values constant literal string_value',
    shout: 'very_important',
    command: 'rm_-rf base64_-d',
  },
};
