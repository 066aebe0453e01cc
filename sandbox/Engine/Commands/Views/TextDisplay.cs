using System.Collections.Immutable;
using Infra.Sandbox.Engine.Deployment;
using Infra.Sandbox.Engine.Events;
using Infra.Sandbox.Engine.Values;

namespace Infra.Sandbox.Engine.Commands.Views;

/// <summary>An operation for people: a tree that moves on a terminal, lines as they come elsewhere, and what it came to.</summary>
internal sealed class TextDisplay : IDisplay
{
    static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(100);

    readonly Lock gate = new();
    readonly Invocation invocation;
    readonly OperationRequest request;
    readonly DisplayOptions options;
    readonly PropertyMap oldOutputs;
    readonly TimeProvider time;
    readonly LiveRegion? region;
    readonly ITimer? redraw;

    // How far below the top of a diff the children of a resource stand: what isn't shown doesn't count.
    readonly Dictionary<string, int> depths = new(StringComparer.Ordinal);
    Progress progress;
    bool ended;

    /// <param name="oldOutputs">Of the stack, before.</param>
    public TextDisplay(Invocation invocation, OperationRequest request, string stack, PropertyMap oldOutputs, DisplayOptions options, TimeProvider time)
    {
        (this.invocation, this.request, this.oldOutputs, this.options, this.time) = (invocation, request, oldOutputs, options, time);
        progress = new Progress(request.IsPreview);
        Say(Line.Of($"{Title(request)} ({stack}):", Ink.Bold));
        if (options.Diff || options.Quiet || invocation.Terminal is not { } terminal) return;
        region = new LiveRegion(terminal, invocation.HasColor);
        redraw = time.CreateTimer(_ => Redraw(), null, Pace, Pace);
    }

    public void Show(EngineEvent happened)
    {
        lock (gate)
        {
            progress = progress.After(happened, time.GetUtcNow());
            if (options.Diff && happened is { Kind: "resourcePreEvent", Step: { IsInternal: false } planned }) SayDiff(planned);
            if (region is null && !options.Diff && !options.Quiet && !request.IsPreview) SayProgress(happened);
        }
    }

    public void End(OperationOutcome outcome)
    {
        redraw?.Dispose();
        lock (gate)
        {
            ended = true;
            region?.Clear();
            ImmutableArray<Line> tree = options.Diff || (region is null && !request.IsPreview) ? [] : TreeView.Lines(progress, time.GetUtcNow(), options.ShowSames, options.ShowReads);
            foreach (var line in tree) Say(line);
            Section(EndView.Policies(progress, outcome.Summary));
            Section(EndView.Diagnostics(progress));
            if (!options.SuppressOutputs && request.Kind is not (OperationKind.Refresh or OperationKind.Import) && outcome.Outputs is { } outputs) Section(EndView.Outputs(oldOutputs, outputs));
            Section(EndView.Resources(outcome.Summary, request.IsPreview));
            Section([$"Duration: {TreeView.Seconds(outcome.Summary.Duration)}"]);
            Say(Line.Empty);
        }
    }

    public void Dispose()
    {
        redraw?.Dispose();
        lock (gate) ended = true;
    }

    static string Title(OperationRequest request) => request.Kind switch
    {
        OperationKind.Update => request.IsPreview ? "Previewing update" : "Updating",
        OperationKind.Refresh => request.IsPreview ? "Previewing refresh" : "Refreshing",
        OperationKind.Destroy => request.IsPreview ? "Previewing destroy" : "Destroying",
        OperationKind.Import => request.IsPreview ? "Previewing import" : "Importing",
    };

    void Redraw()
    {
        lock (gate)
            if (!ended) region!.Draw(TreeView.Lines(progress, time.GetUtcNow(), options.ShowSames, options.ShowReads));
    }

    bool IsShown(Step step) => step.Op switch
    {
        Op.Same => options.ShowSames || step.Subject.IsRoot,
        Op.Read => options.ShowReads,
        Op.CreateReplacement or Op.ImportReplacement or Op.DeleteReplaced => false,
        _ => true,
    };

    void SayDiff(Step step)
    {
        var depth = depths.GetValueOrDefault(step.Subject.Parent);
        depths[step.Urn] = IsShown(step) ? depth + 1 : depth;
        if (!IsShown(step)) return;
        foreach (var line in DiffView.Lines(step, depth)) Say("  " + line);
    }

    /// <summary>A line for each step that begins, ends or fails, and for each thing said.</summary>
    void SayProgress(EngineEvent happened)
    {
        if (happened is { Step: { IsInternal: false } step } && StepWords.Effect(step) is not (Op.Same or Op.Read) && progress.Find(step.Urn) is { } row)
        {
            var words = StepWords.Of(StepWords.Effect(step));
            var (verb, ink) = happened.Kind switch
            {
                "resourcePreEvent" => ($"{words.Doing} ", Ink.Plain),
                "resOpFailedEvent" => ($"{words.Doing} failed ({TreeView.Seconds(row.Ended - row.Began)}) ", Ink.Red),
                _ => ($"{words.Done} ({TreeView.Seconds(row.Ended - row.Began)}) ", Ink.Plain),
            };
            Say(" " + Line.Of(words.Sign, words.Ink) + $" {TypeName.Short(row.Type)} {row.Name} " + Line.Of(verb, ink) + StepWords.Keys(step));
        }
        else if (happened is { Step: null, Severity: "error" or "warning" or "info" or "info#err" } && progress.Messages is [.., var message])
            foreach (var line in EndView.Message(message, message.Urn.Length > 0 ? $"    {TypeName.Short(Urn.Type(message.Urn))} {Urn.Name(message.Urn)} " : "    ")) Say(line);
    }

    void Section(ImmutableArray<Line> lines)
    {
        if (lines.IsEmpty) return;
        Say(Line.Empty);
        foreach (var line in lines) Say(line);
    }

    void Say(Line line) => invocation.Say(line.Show(invocation.HasColor));
}
