using Infra.Orchestrator.Rollouts;

namespace Infra.Orchestrator.Journal;

public sealed record WishLetter(Wish Wish, string By);
