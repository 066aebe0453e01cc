using Infra.Orchestrator.Journal;
using Infra.Tests.Compliance;
using Infra.Tests.Support;

namespace Infra.Tests.Orchestrator.Journal;

public sealed class MemoryJournalTests : JournalCompliance
{
    protected override IJournals Create() => new MemoryJournals(Time);
}
