import type { Task } from './task.js';

/** About how many articles a task is worth. */
function effort(task: Task): number {
  switch (task.kind) {
    case 'book':
      return task.book.articles.length;
    case 'search':
      return task.count / 5;
    case 'faces':
      return 20;
    case 'picture':
      return 5;
    case 'article':
    case 'card':
      return 1;
  }
}

/** How many times the patience for one article a task may take. */
export function patienceOf(task: Task): number {
  return Math.max(1, effort(task));
}

/** Whether every page waits for it: faces, sizes of pictures, the cards of the editions. */
export function isShared(task: Task): boolean {
  return (
    task.kind === 'faces' || task.kind === 'picture' || (task.kind === 'card' && !task.article)
  );
}
