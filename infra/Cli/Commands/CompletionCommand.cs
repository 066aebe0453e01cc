using System.CommandLine;
using Infra.Catalog;

namespace Infra.Cli.Commands;

/// <summary>Prints what teaches a shell to complete <c>infra</c>; the words come from the suggest directive that every parse understands.</summary>
internal static class CompletionCommand
{
    private const string Bash = """
        # Load it with: source <(infra completion bash)
        _infra() {
            local line="${COMP_LINE:0:COMP_POINT}" word="${COMP_WORDS[COMP_CWORD]}" hide='-*' IFS=$'\n'
            [[ $word == -* ]] && hide=''
            COMPREPLY=($(compgen -X "$hide" -W "$(infra "[suggest:${#line}]" "$line" 2>/dev/null)" -- "$word"))
        }
        complete -o default -F _infra infra
        """;

    private const string Zsh = """
        #compdef infra
        # Load it with: source <(infra completion zsh), after compinit
        _infra() {
            local line="${(j: :)words[1,CURRENT]}"
            local -a found
            found=("${(@f)$(infra "[suggest:${#line}]" "$line" 2>/dev/null)}")
            [[ ${words[CURRENT]} == -* ]] || found=(${found:#-*})
            compadd -- $found
        }
        compdef _infra infra
        """;

    private const string Fish = """
        # Load it with: infra completion fish | source
        function __infra
            set -l line (commandline -cp)
            set -l found (infra "[suggest:"(string length -- "$line")"]" "$line" 2>/dev/null)
            if string match -q -- '-*' (commandline -ct)
                printf '%s\n' $found
            else
                printf '%s\n' $found | string match -v -- '-*'
            end
        end
        complete -c infra -f -a '(__infra)'
        """;

    internal static Command Create(SharedOptions shared)
    {
        var shell = Word.Required("shell", "SHELL", "bash, zsh or fish.", _ => ["bash", "zsh", "fish"]);
        var command = new Command("completion", "Prints a script with which a shell completes verbs, options, services, stacks, stages and rollouts.") { shell };
        command.SetAction((asked, stop) => Run.OfAsync(asked, shared, (run, _) =>
        {
            run.Voice.Stream(asked.GetRequiredValue(shell) switch
            {
                "bash" => Bash,
                "zsh" => Zsh,
                "fish" => Fish,
                var other => throw new BadInputException($"infra completes for bash, zsh and fish, and not for \"{other}\"."),
            });
            return Task.FromResult(ExitCode.Success);
        }, stop));
        return command;
    }
}
