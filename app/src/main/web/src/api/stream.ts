import { abandoned } from './problem';

/// One message of a server's event stream.
export interface Message {
  id: string;
  event: string;
  data: string;
}

/// Cuts a stream of text into messages (the part of the SSE format that servers send).
export class Messages {
  private rest = '';
  private id = '';
  private event = '';
  private data: string[] = [];

  /// Messages that end within the text read so far.
  take(text: string): Message[] {
    const lines = (this.rest + text).split(/\r\n|\n|\r(?!$)/);
    this.rest = lines.pop() ?? '';
    const ready: Message[] = [];
    for (const line of lines) {
      if (line === '') {
        if (this.data.length > 0) {
          const event = this.event === '' ? 'message' : this.event;
          ready.push({ id: this.id, event, data: this.data.join('\n') });
        }
        this.event = '';
        this.data = [];
      } else {
        this.field(line);
      }
    }
    return ready;
  }

  private field(line: string): void {
    const colon = line.indexOf(':');
    if (colon === 0) {
      return;
    }
    const name = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (name === 'data') {
      this.data.push(value);
    } else if (name === 'event') {
      this.event = value;
    } else if (name === 'id') {
      this.id = value;
    }
  }
}

/// Reads a response to its end. EventSource cannot carry a token in a header; fetch can.
export async function messages(
  response: Response,
  hear: (message: Message) => void,
): Promise<void> {
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  const cut = new Messages();
  try {
    for (;;) {
      const part = await reader?.read();
      if (part === undefined || part.done) {
        return;
      }
      cut.take(part.value).forEach(hear);
    }
  } catch (thrown) {
    if (!abandoned(thrown)) {
      throw thrown;
    }
  }
}
