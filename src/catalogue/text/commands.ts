/** A download that goes straight into a shell. */
export const pipedDownload: RegExp =
  /\b(?:curl|wget|fetch|iwr|invoke-webrequest)\b[^|\n]{3,200}\|\s{0,4}(?:sudo )?(?:ba|z|da|k)?sh\b|\b(?:bash|sh|zsh|eval) (?:-c )?["'<$(`]{1,3}\(?(?:curl|wget)\b|\biex\b.{0,20}\bdownloadstring\b|\bbase64 (?:-d|--decode)\b[^|\n]{0,80}\|\s{0,4}(?:ba|z)?sh\b/i;

/** Commands that destroy, open a way in, or stay. */
export const harmfulCommand: RegExp =
  /\brm -[a-z]{0,3}r[a-z]{0,3} (?:\/|~|\$HOME|\*)|\bchmod (?:\+x|[0-7]?777)\b|\b(?:nc|ncat|netcat) (?:-\w+ ){0,3}[\w.-]{4,60} \d{2,5}\b|\/dev\/(?:tcp|udp)\/|\bpowershell(?:\.exe)? -(?:e|enc|encodedcommand)\b|\bcrontab -|(?:>>|>) ?~?\/?[\w/]{0,40}(?:authorized_keys|\.bashrc|\.zshrc|\.profile)\b|\bmkfifo\b|\bdd if=|\bsudo (?!apt|npm|port|mode)\w+/i;
