import { ruleTable } from './rule-table';

ruleTable('unauthenticated-encryption', [
  ['has the defect', { setCookie: ['laravel_session=eyJpdiI6ICJBQUFBQUFBQUFBQUFBQUFBQUFBQUFBPT0iLCAidmFsdWUiOiAicTgzdkVqUldlSkNyemU4U05GWjRrQT09IiwgIm1hYyI6ICIiLCAidGFnIjogIiJ9; Path=/'] }, [['high', 'high']]],
  ['nothing to report, 1', { setCookie: ['laravel_session=eyJpdiI6ICJBQUFBQUFBQUFBQUFBQUFBQUFBQUFBPT0iLCAidmFsdWUiOiAicTgzdkVqUldlSkNyemU4U05GWjRrQT09IiwgIm1hYyI6ICJhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhIiwgInRhZyI6ICIifQ==; Path=/'] }, 'none'],
  ['nothing to report, 2', { setCookie: ['session=eyJ1c2VyX2lkIjo0Mn0.aVWq8A.p6160YgqeLS48WIbav0g8lzWowA; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=43200'] }, 'none'],
]);
