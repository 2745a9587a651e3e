import React, { useEffect, useLayoutEffect, useRef, useState, type ComponentProps, type KeyboardEvent } from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Input, useStyles2 } from '@grafana/ui';
import { useCombobox, type UseComboboxState, type UseComboboxStateChangeOptions } from 'downshift';
import { t } from '../../../shared/ui/i18n/translate';
import { placeAtCursor } from './cursorPlace';
import type { LabelSource } from './labelLookup';
import { isUnfinished, suggestionsAt, take, type Suggestion } from './suggestions';
import { useKnownTexts } from './useKnownTexts';

/** What `InlineField` hands to its child is among them. */
type InputProps = Pick<
  ComponentProps<typeof Input>,
  'id' | 'placeholder' | 'invalid' | 'disabled' | 'loading' | 'aria-describedby'
>;

interface Props extends InputProps {
  readonly label: string;
  readonly text: string;
  readonly source: LabelSource;
  onChange(text: string): void;
  /** whether the list is open: what is typed is then known to be unfinished */
  onListed(isListed: boolean): void;
  /** the field is left, or Enter pressed where no suggestion is marked */
  onCommit(isEnter: boolean): void;
}

/** More are not read by anybody: typing narrows them. */
const MAX_SHOWN = 100;

const { ItemMouseMove, MenuMouseLeave } = useCombobox.stateChangeTypes;

/** Rows that PageDown and PageUp move the mark by. */
const PAGE = 10;

const none: readonly Suggestion[] = [];

/**
 * A label selector as text, with a list of what can stand at the cursor: while something is typed, and on arrow down.
 * Enter and a click take a suggestion, Escape closes the list, Tab leaves the field as everywhere.
 *
 * Every key is acted on here and at once: downshift tells of a change in an effect, and what an effect sets React 18 draws
 * when the page is idle, so that Enter right after arrow down came before the mark.
 */
export function SelectorText(props: Props) {
  const { label, text, source, onChange, onListed, onCommit } = props;
  const { id, placeholder, invalid = false, disabled, loading, 'aria-describedby': describedBy } = props;
  const [cursor, setCursor] = useState(text.length);
  const [wanted, setWanted] = useState<'no' | 'typed' | 'all'>('no');
  // the list leads: one was taken, and what is typed since goes on from there
  const [isLed, setIsLed] = useState(false);
  // null = none chosen by key or pointer. Its text, not its place: the list may be another one at the next key.
  const [marked, setMarked] = useState<string | null>(null);
  const field = useRef<HTMLDivElement>(null);
  // a new object for every suggestion that is taken
  const [moved, setMoved] = useState<{ readonly to: number } | null>(null);
  useLayoutEffect(() => {
    if (moved !== null) {
      field.current?.querySelector('input')?.setSelectionRange(moved.to, moved.to);
    }
  }, [moved]);

  const place = wanted === 'no' ? null : placeAtCursor(text, cursor);
  const known = useKnownTexts(source, place);
  const all = place === null ? none : suggestionsAt(place, known.texts, wanted === 'all');
  // What is typed as a whole needs no list of itself alone.
  const isSettled =
    wanted === 'typed' && all.length === 1 && place?.kind !== 'operator' && all[0].text === place?.typed;
  const shown = isSettled ? none : all.slice(0, MAX_SHOWN);
  const isOpen = shown.length > 0;
  const isFailed = known.status === 'failed' && place !== null;
  // asked for by key, so that Enter is meant for the list
  const isAwaited = known.status === 'loading' && wanted === 'all' && place !== null;
  const markedAt = marked === null ? -1 : shown.findIndex((item) => item.text === marked);
  useEffect(() => {
    onListed(isOpen);
    // eslint-disable-next-line react-hooks/exhaustive-deps -- said once for each change, whoever listens
  }, [isOpen]);

  const look = (at: number, next: typeof wanted) => {
    setCursor(at);
    setWanted(next);
    setMarked(null);
    if (next === 'no') {
      setIsLed(false);
    }
  };
  const accept = (suggestion: Suggestion) => {
    const next = take(text, suggestion);
    onChange(next.text);
    look(next.cursor, 'typed');
    setIsLed(true);
    setMoved({ to: next.cursor });
  };
  const { getInputProps, getMenuProps, getItemProps, highlightedIndex } = useCombobox<Suggestion>({
    items: [...shown],
    inputId: id,
    inputValue: text,
    selectedItem: null,
    isOpen,
    itemToString: (item) => item?.text ?? '',
    highlightedIndex: markedAt === -1 && place !== null && isUnfinished(place, shown, isLed) ? 0 : markedAt,
    onHighlightedIndexChange: ({ type, highlightedIndex: at }) => {
      if (type === ItemMouseMove) {
        setMarked(shown[at]?.text ?? null);
      } else if (type === MenuMouseLeave) {
        setMarked(null);
      }
    },
    stateReducer: keepText,
    onSelectedItemChange: ({ selectedItem }) => selectedItem && accept(selectedItem),
  });

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    Object.assign(event.nativeEvent, { preventDownshiftDefault: true });
    if (event.nativeEvent.isComposing) {
      return;
    }
    switch (event.key) {
      case 'Enter':
        event.preventDefault();
        if (isOpen && highlightedIndex !== -1 && !event.shiftKey) {
          accept(shown[highlightedIndex]);
        } else if (!isAwaited || event.shiftKey) {
          look(cursor, 'no');
          onCommit(true);
        }
        return;
      case 'Escape':
        if (isOpen || isFailed || isAwaited) {
          // Grafana leaves the panel editor on Escape: what is open below the field is closed alone.
          event.stopPropagation();
        }
        look(cursor, 'no');
        return;
      case 'ArrowDown':
      case 'ArrowUp':
        event.preventDefault();
        if (isOpen) {
          setMarked(shown[markAfter(event.key, highlightedIndex, shown.length)].text);
        } else {
          look(event.currentTarget.selectionStart ?? text.length, 'all');
        }
        return;
      case 'PageDown':
      case 'PageUp':
        if (isOpen) {
          event.preventDefault();
          setMarked(shown[markAfter(event.key, highlightedIndex, shown.length)].text);
        }
    }
  };
  const styles = useStyles2(getStyles);
  return (
    <div ref={field} className={styles.field}>
      <Input
        {...getInputProps({
          'aria-label': label,
          'aria-describedby': describedBy,
          disabled,
          onKeyDown,
          onChange: (event) => {
            const { value, selectionStart } = event.currentTarget as HTMLInputElement;
            look(selectionStart ?? value.length, 'typed');
            onChange(value);
          },
          onSelect: (event) => {
            const at = event.currentTarget.selectionStart ?? text.length;
            if (at !== cursor) {
              look(at, 'no');
            }
          },
          onBlur: () => {
            look(cursor, 'no');
            onCommit(false);
          },
        })}
        placeholder={placeholder}
        invalid={invalid}
        loading={loading || isAwaited}
        spellCheck={false}
        autoComplete="off"
      />
      {/* The scrollbar and the foot are pressed without leaving the field, which would run what is half typed. */}
      <div className={isOpen ? styles.menu : undefined} onMouseDown={(event) => event.preventDefault()}>
        <ul
          {...getMenuProps({
            className: styles.list,
            tabIndex: -1,
            'aria-label': t('editor.suggestions-of', '{{label}}: suggestions', { label }),
          })}
        >
          {shown.map((item, index) => (
            <li
              key={`${item.insert} ${item.text}`}
              {...getItemProps({ item, index, className: index === highlightedIndex ? styles.marked : styles.item })}
            >
              <span className={styles.text}>{quotedIfEmpty(item.text)}</span>
              {item.description !== undefined && <span className={styles.more}>{item.description}</span>}
            </li>
          ))}
        </ul>
        {all.length > shown.length && isOpen && (
          <div className={styles.foot}>
            {t('editor.more-type-to-narrow', '{{more}} more: type to narrow the list', {
              more: all.length - shown.length,
            })}
          </div>
        )}
      </div>
      <div role="status">
        {isFailed && (
          <div className={styles.foot}>
            {t('editor.labels-not-listed-why', 'Labels could not be listed; they can still be typed. {{why}}', {
              why: known.message,
            })}
          </div>
        )}
      </div>
    </div>
  );
}

/** Arrows go round at the ends of the list, pages stop there. @param at  -1 = nothing is marked */
function markAfter(key: 'ArrowDown' | 'ArrowUp' | 'PageDown' | 'PageUp', at: number, count: number): number {
  switch (key) {
    case 'ArrowDown':
      return (at + 1) % count;
    case 'ArrowUp':
      return at <= 0 ? count - 1 : at - 1;
    case 'PageDown':
      return Math.min(at + PAGE, count - 1);
    case 'PageUp':
      return Math.max(at - PAGE, 0);
  }
}

const quotedIfEmpty = (text: string) => text || '""';

/** Taking a suggestion changes the text at the cursor alone, which `accept` does; leaving the field takes none. */
function keepText(
  state: UseComboboxState<Suggestion>,
  { type, changes }: UseComboboxStateChangeOptions<Suggestion>
): Partial<UseComboboxState<Suggestion>> {
  const kept = { ...changes, inputValue: state.inputValue };
  return type === useCombobox.stateChangeTypes.InputBlur ? { ...kept, selectedItem: null, highlightedIndex: -1 } : kept;
}

const getStyles = (theme: GrafanaTheme2) => {
  const item = {
    display: 'flex',
    gap: theme.spacing(2),
    alignItems: 'baseline',
    minHeight: 28,
    padding: theme.spacing(0.5, 1),
    borderRadius: theme.shape.radius.default,
    cursor: 'pointer',
  };
  const small = { color: theme.colors.text.secondary, fontSize: theme.typography.bodySmall.fontSize };
  return {
    field: css({ position: 'relative', flexGrow: 1 }),
    menu: css({
      position: 'absolute',
      top: '100%',
      left: 0,
      zIndex: theme.zIndex.dropdown,
      minWidth: 'min(100%, 320px)',
      maxWidth: '100%',
      padding: theme.spacing(0.5),
      background: theme.components.dropdown.background,
      borderRadius: theme.shape.radius.default,
      boxShadow: theme.shadows.z3,
    }),
    list: css({ maxHeight: 260, margin: 0, overflowY: 'auto', listStyle: 'none' }),
    item: css(item),
    marked: css({
      ...item,
      background: theme.colors.action.focus,
      outline: `2px solid ${theme.colors.primary.border}`,
      outlineOffset: -2,
    }),
    text: css({ overflowWrap: 'anywhere', fontFamily: theme.typography.fontFamilyMonospace }),
    more: css(small),
    foot: css({ ...small, padding: theme.spacing(0.5, 1) }),
  };
};
