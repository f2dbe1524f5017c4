/** One end of a connection: what the wire needs of it, whoever carries the messages. */
export interface Port {
  /** Throws where the connection is closed. */
  post(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
  /** Called when the other end is gone. */
  onClosed(listener: () => void): void;
  close(): void;
}
