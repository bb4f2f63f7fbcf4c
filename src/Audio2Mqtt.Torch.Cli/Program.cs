using Audio2Mqtt.Torch.Cli;
using Audio2Mqtt.Torch.Network;

// libtorch takes most of a start: it loads while the command line is parsed and audio is decoded.
if (args is ["classify", ..] && !args.Any(Root.AsksForHelp)) new Thread(TorchRuntime.Preload) { IsBackground = true }.Start();

return await new Root(Terminal.OfProcess()).RunAsync(args);
