/** What is odd about a schedule, in words: a code without a sentence does not compile. */
import type { Instant } from '../../lib/model/instant.ts';
import type { Language } from '../../lib/model/policy.ts';
import type { Edge, PowerState } from '../../lib/model/schedule.ts';
import { clockText, weekdayName } from '../../lib/schedule/calendar.ts';
import type { LintWarning } from '../../lib/schedule/lint.ts';
import { localTimeAt } from '../../lib/schedule/zone.ts';

/** The zone is that of the schedule. */
type OddSentence = (warning: LintWarning, zone: string) => string;

const clock = (zone: string, at: Instant): string => clockText(localTimeAt(zone, at).minuteOfDay);

function english(warning: LintWarning, zone: string): string {
  switch (warning.code) {
    case 'never-runs':
      return 'It can never run: nothing in it ever starts.';
    case 'never-stops':
      return 'It never stops: nothing in it ever ends.';
    case 'ended':
      return `It ended with ${warning.until} and does nothing now.`;
    case 'shorter-than-tick': {
      const [first, second] = [warning.first, warning.second].map(
        ({ at, to }) => `${clock(zone, at)} (${to})`,
      );
      return `Between ${first} and ${second} there may be no tick: the later one is answered.`;
    }
    case 'stays-stopped':
      return (
        `After the stop on ${dayInEnglish(zone, warning.stop)} the next start is on ` +
        `${dayInEnglish(zone, warning.start)}: the named days are those on which it starts.`
      );
    case 'holidays-unknown':
      return (
        `The holidays of ${warning.country} in ${warning.year} are not known: ` +
        'list their dates.'
      );
    case 'time-skipped':
      return (
        `On ${warning.date} the clock in ${zone} skips ${clockText(warning.named)}: ` +
        `that edge comes at ${clock(zone, warning.at)}.`
      );
  }
}

function dayInEnglish(zone: string, { at }: Edge): string {
  const { date, weekday } = localTimeAt(zone, at);
  return `${weekdayName(weekday)} ${date} ${clock(zone, at)}`;
}

const TURNS: Readonly<Record<PowerState, string>> = { running: '시작', stopped: '중지' };

function korean(warning: LintWarning, zone: string): string {
  switch (warning.code) {
    case 'never-runs':
      return '켜질 때가 없습니다. 시작하는 시각이 하나도 없습니다.';
    case 'never-stops':
      return '꺼질 때가 없습니다. 끝나는 시각이 하나도 없습니다.';
    case 'ended':
      return `${warning.until}에 끝나서 이제 아무 일도 하지 않습니다.`;
    case 'shorter-than-tick': {
      const [first, second] = [warning.first, warning.second].map(
        ({ at, to }) => `${clock(zone, at)}(${TURNS[to]})`,
      );
      return `${first}부터 ${second}까지가 확인 주기보다 짧아, 나중 시각만 따를 수 있습니다.`;
    }
    case 'stays-stopped':
      return (
        `${dayInKorean(zone, warning.stop)}에 중지하면 ${dayInKorean(zone, warning.start)}에야 ` +
        '시작합니다. days에는 시작하는 요일을 적습니다.'
      );
    case 'holidays-unknown':
      return `${warning.year}년 ${warning.country} 공휴일을 알지 못합니다. 날짜를 직접 적어 주세요.`;
    case 'time-skipped':
      return (
        `${warning.date}에는 ${zone} 시계가 ${clockText(warning.named)}을 건너뜁니다. ` +
        `그때 할 일은 ${clock(zone, warning.at)}에 합니다.`
      );
  }
}

const WEEKDAYS = ['월', '화', '수', '목', '금', '토', '일'];

function dayInKorean(zone: string, { at }: Edge): string {
  const { date, weekday } = localTimeAt(zone, at);
  return `${date}(${WEEKDAYS[weekday - 1]}) ${clock(zone, at)}`;
}

export const ODD_SENTENCES: Readonly<Record<Language, OddSentence>> = { en: english, ko: korean };
