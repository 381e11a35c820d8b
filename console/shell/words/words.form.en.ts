import type { formZh } from './words.form.zh';

/** The village form's words about due tasks and about data kept on the phone, in English. */
export const formEn: Record<keyof typeof formZh, string> = {
  dueToday: 'by {time} today',
  dueTomorrow: 'by {time} tomorrow',
  dueInDays: '{count} days left',
  dueInMinutes: '{count} min left',
  dueNow: 'due just now',
  overdueDays: '{count} d overdue',
  overdueHours: '{count} h overdue',
  overdueMinutes: '{count} min overdue',

  tasksOpen: 'Still to report: {count}',
  tasksDone: 'Everything has been reported',
  owedTitle: 'What is asked of you',
  nothingOwed: 'Nothing is asked of you now.',
  taskHere: 'You are filling in this one',
  taskReported: 'reported',
  taskUnsent: 'not sent',
  taskReturned: 'returned: {reason}',
  taskFill: 'Fill in',
  taskCorrect: 'Look at or correct',
  taskNothing: 'Nothing to report',
  taskButton: '{action}: {form}',

  unsentCount: '{count} not sent',
  unsentNote:
    'It has not arrived yet! It is kept on this phone and is sent by itself when there is a network. Only a receipt number means that it has arrived.',
  unsentSending: 'Sending, please wait…',
  unsentNow: 'Send now',
  arrivedShort: '{name}: arrived, receipt number',
  understood: 'OK',
  refusedLater: 'Not taken',
  refusedKept: 'What you entered is still below; nothing is lost. Correct it and submit again.',
  failedTitle: 'Not taken: open it, correct it and submit again',
  lostTitle: '{count} without a receipt number, and cannot be sent any more',
  lostCall:
    'Please telephone {superior} and read out what stands below. Do not delete it before it has been written down.',
  lostAnybody: 'your superior office',
  lostOver: 'There is nothing left to report; it can be deleted.',
  lostDone: 'Passed on; delete it from this phone',
  lostConfirm: 'Has all of it been written down? It is not kept on this phone after that.',
  photoKept: 'the photo is on this phone, see below',
  keptClosed: 'There is no network now. This page was kept on the phone at {time}.',
  keptPage: 'There is no network now. This page was kept on the phone at {time}; fill it in and submit as usual.',
  draftRestored: 'What you had entered and not submitted is back.',
  draftDrop: 'Clear it',
  confirmNothingTyped:
    'You entered something. Report that there is nothing instead? What you entered will not be reported.',

  privacyWho: 'Asked by {organisation}, for “{campaign}” only.',
  privacyKept: 'Remarks and photos are deleted {days} days after the end; only figures are kept.',
  privacyMore: 'Who sees it, and how to have it corrected or deleted',
  privacySeen:
    'Officers of the superior offices who have an account see it. Your name and number are masked for them, too; whoever shows them says why, and that is recorded.',
  privacyRights:
    'To see, correct or delete your name and number, turn to: {contact}. Until the lock you correct what you reported by this link.',
  noNames: 'No names of persons and no ID numbers, please.',
  noFaces: 'No identity papers in the picture; ask whoever is in it first.',

  photo: 'Photo',
  photoTake: 'Take or choose a photo',
  photoAgain: 'Take another',
  photoReady: 'The photo is ready ({size} KB) and is sent with the report.',
  photoWorking: 'Preparing the photo…',
  photoUnreadable: 'This photo cannot be opened; please take another.',
  photoPresent: 'The photo that was sent',
};
