namespace Infra.Orchestrator.Journal;

/// <summary>The journal can't be trusted or written; the message says where, what, and how to mend it.</summary>
public sealed class JournalException(string message, Exception? inner = null) : Exception(message, inner);
