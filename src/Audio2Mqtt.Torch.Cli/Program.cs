using Audio2Mqtt.Torch.Cli;
using Audio2Mqtt.Torch.Network;

// libtorch takes most of a start: it loads while the command line is parsed and audio is decoded.
var preload = new Thread(TorchRuntime.Preload);
var isQuestion = args.Any(argument => Root.AsksForHelp(argument) || argument is "--list" or "--check-config" or "--print-config");
var needsTorch = args is ["classify" or "listen" or "demo" or "train" or "evaluate" or "export" or "background" or "inspect", ..] && !isQuestion;
needsTorch |= args is ["convert", ..] && args.Contains("--denoise");
if (needsTorch)
{
    Natives.Find();
    preload.Start();
}

var code = await new Root(Terminal.OfProcess()).RunAsync(args);

// A process must not end while a library is being loaded.
if (!needsTorch) return code;
preload.Join();
Console.Out.Flush();
TorchRuntime.EndProcess(code);
return code;
